package consumer;

import eco.lua.LuaString;

public final class Main {
    public static void main(String[] args) {
        System.out.println(LuaString.of("x"));
    }
}
