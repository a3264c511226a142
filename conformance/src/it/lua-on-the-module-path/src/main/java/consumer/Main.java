package consumer;

import eco.scheduler.Carrier;

public final class Main {
    public static void main(String[] args) {
        System.out.println(Carrier.best() + " " + Carrier.class.getModule());
    }
}
