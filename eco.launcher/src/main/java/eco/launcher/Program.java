package eco.launcher;

import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.scheduler.EventLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The life of one script: loaded, started as the first task, run by the loop until nothing is left to wait for, closed.
 * An error that no one catches ends the process from inside, through the host.
 */
final class Program {
    private static final int INTERRUPTED = 130;

    private final ProcessHost host;
    private final EventLoop loop = EventLoop.open();
    private final LuaRuntime runtime;
    private boolean interrupted;

    private Program(ProcessHost host) {
        this.host = host;
        this.runtime = LuaRuntime.create(host);
    }

    /** Runs a script to its end; {@code name} is what the program was called as. The result is the exit status. */
    static int run(ProcessHost host, String name, CommandLine.Script script) {
        Program program = new Program(host);
        if (script.isSource()) {
            return program.run("load", script.text(), script.text());
        }
        program.setArguments(name, script);
        return program.run("loadfile", script.text());
    }

    private void setArguments(String name, CommandLine.Script script) {
        List<LuaString> words = script.arguments();
        LuaTable arg = new LuaTable();
        arg.put(-1L, LuaString.of(name));
        arg.put(0L, script.text());
        for (int i = 0; i < words.size(); i++) {
            arg.put(i + 1L, words.get(i));
        }
        runtime.globals().put(LuaString.of("arg"), arg);
    }

    private int run(String loader, @Nullable Object... source) {
        runtime.attach(loop);
        LuaTable eco = (LuaTable) LuaFunction.first(call(global("require"), LuaString.of("eco")));
        runtime.globals().put(LuaString.of("eco"), eco);
        Object[] loaded = LuaFunction.list(call(global(loader), source));
        if (!(loaded[0] instanceof LuaFunction main)) {
            host.warn((LuaString) loaded[1]);
            return 1;
        }
        handleInterrupt();
        call(eco.get(LuaString.of("run")), main);
        loop.run();
        runtime.close();
        return 0;
    }

    /** Also where the program was started with the signal ignored, as a shell's background jobs are: there the JVM needs a hand. */
    private void handleInterrupt() {
        Signal signal = new Signal("INT");
        SignalHandler handler = caught -> interrupt();
        if (SignalHandler.SIG_IGN.equals(Signal.handle(signal, handler))) {
            loop.kernel().defaultSignal(signal.getNumber());
            Signal.handle(signal, handler);
        }
    }

    private @Nullable Object global(String name) {
        return runtime.globals().get(LuaString.of(name));
    }

    /** Calls a function of the library from the main thread, where Lua's own interpreter would call it from. */
    private @Nullable Object call(@Nullable Object function, @Nullable Object... arguments) {
        return ((LuaFunction) function).invoke(runtime.mainCoroutine(), arguments);
    }

    /**
     * Ends the program in good order once the running task waits; whoever insists ends it at once. Called on the virtual
     * machine's signal threads.
     */
    private synchronized void interrupt() {
        if (interrupted) {
            throw host.exit(INTERRUPTED);
        }
        interrupted = true;
        loop.execute(loop::stop);
    }
}
