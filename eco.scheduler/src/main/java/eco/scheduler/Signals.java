package eco.scheduler;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Signals of the process, delivered on the loop's thread between tasks. The JVM's own mechanism catches them, so the
 * ones that it keeps for itself cannot be had. While a signal is handled here its default action does not happen; closing
 * the subscription puts back what was before. A subscription does not keep the loop running.
 */
public final class Signals {
    private final EventLoop loop;
    private final List<Subscription> open = new ArrayList<>();

    Signals(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Has something run on the loop each time the signal arrives.
     *
     * @param name without the prefix: {@code "INT"}, {@code "TERM"}, {@code "USR2"}
     * @throws UnsupportedOperationException if the JVM does not let this signal be handled; the message says why
     */
    public Subscription handle(String name, Runnable onLoop) {
        SignalHandler handler = signal -> loop.execute(onLoop);
        return subscribe(name, handler);
    }

    /**
     * Has the signal do nothing.
     *
     * @throws UnsupportedOperationException if the JVM does not let this signal be handled; the message says why
     */
    public Subscription ignore(String name) {
        return subscribe(name, SignalHandler.SIG_IGN);
    }

    private Subscription subscribe(String name, SignalHandler handler) {
        Signal signal;
        SignalHandler before;
        try {
            signal = new Signal(name);
            before = Signal.handle(signal, handler);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedOperationException(
                    "signal " + name + " cannot be handled in this JVM: " + e.getMessage(), e);
        }
        Subscription subscription = new Subscription(this, signal, before);
        open.add(subscription);
        return subscription;
    }

    /** Puts every disposition back. */
    void close() {
        for (Subscription subscription : List.copyOf(open).reversed()) {
            subscription.close();
        }
    }

    /** One handled signal. Closing puts the earlier disposition back. */
    public static final class Subscription implements AutoCloseable {
        private final Signals signals;
        private final Signal signal;
        private final SignalHandler before;

        private Subscription(Signals signals, Signal signal, SignalHandler before) {
            this.signals = signals;
            this.signal = signal;
            this.before = before;
        }

        /** The system's number of the signal. */
        public int number() {
            return signal.getNumber();
        }

        /** Puts the earlier disposition back. Does nothing the second time. */
        @Override
        public void close() {
            if (signals.open.remove(this)) {
                Signal.handle(signal, before);
            }
        }
    }
}
