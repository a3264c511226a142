package eco.lua;

/** The events that a metatable can answer. */
public enum Metamethod {
    INDEX("__index"),
    NEWINDEX("__newindex"),
    GC("__gc"),
    MODE("__mode"),
    LEN("__len"),
    EQ("__eq"),
    ADD("__add"),
    SUB("__sub"),
    MUL("__mul"),
    MOD("__mod"),
    POW("__pow"),
    DIV("__div"),
    IDIV("__idiv"),
    BAND("__band"),
    BOR("__bor"),
    BXOR("__bxor"),
    SHL("__shl"),
    SHR("__shr"),
    UNM("__unm"),
    BNOT("__bnot"),
    LT("__lt"),
    LE("__le"),
    CONCAT("__concat"),
    CALL("__call"),
    CLOSE("__close"),
    TOSTRING("__tostring"),
    NAME("__name"),
    PAIRS("__pairs"),
    METATABLE("__metatable");

    private final LuaString key;

    Metamethod(String key) {
        this.key = LuaString.of(key);
    }

    /** The key in the metatable, such as {@code __index}. */
    public LuaString key() {
        return key;
    }
}
