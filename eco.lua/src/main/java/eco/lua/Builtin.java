package eco.lua;

import eco.scheduler.Errno;
import eco.scheduler.KernelException;
import eco.scheduler.stream.WaitCanceledException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A function written in Java. Every call pushes a {@link Frame}, so that tracebacks, {@code error} levels and argument
 * errors see it as the reference sees a C function.
 *
 * <p>A subclass gives the general {@link #run(LuaCoroutine, Object[])}, and may override fixed arities where speed asks for
 * it; those must mean the same. Arguments are read with {@link Arguments}. Misuse raises {@link LuaError}; anything
 * that the world did is returned as {@code nil, message} (see {@link #failure}).
 */
public abstract class Builtin extends LuaFunction {
    /** The general body of a builtin, for lambdas. */
    @FunctionalInterface
    public interface Body {
        /** Runs with the arguments given; returns one value or an {@code Object[]} of values. */
        @Nullable
        Object run(LuaCoroutine co, @Nullable Object[] args);
    }

    private final String name;

    /** {@code name} is the qualified name for messages when no call site gives one, such as {@code string.rep}. */
    protected Builtin(String name) {
        this.name = name;
    }

    /** A builtin with the given body. */
    public static Builtin of(String name, Body body) {
        return new Builtin(name) {
            @Override
            protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
                return body.run(co, args);
            }
        };
    }

    /** The qualified name, such as {@code string.rep}. */
    public final String name() {
        return name;
    }

    /** Runs with any number of arguments. */
    protected abstract @Nullable Object run(LuaCoroutine co, @Nullable Object[] args);

    /** Runs with no arguments. */
    protected @Nullable Object run(LuaCoroutine co) {
        return run(co, NONE);
    }

    /** Runs with one argument. */
    protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
        return run(co, new Object[] {a});
    }

    /** Runs with two arguments. */
    protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        return run(co, new Object[] {a, b});
    }

    /** Runs with three arguments. */
    protected @Nullable Object run3(LuaCoroutine co, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return run(co, new Object[] {a, b, c});
    }

    @Override
    public final @Nullable Object call(LuaCoroutine co) {
        Frame frame = co.enter(this);
        if (frame.hooked) {
            return runHooked(co, frame, NONE);
        }
        Object result = run(co);
        co.leave(frame);
        return result;
    }

    @Override
    public final @Nullable Object call(LuaCoroutine co, @Nullable Object a) {
        Frame frame = co.enter(this);
        if (frame.hooked) {
            return runHooked(co, frame, new Object[] {a});
        }
        Object result = run1(co, a);
        co.leave(frame);
        return result;
    }

    @Override
    public final @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        Frame frame = co.enter(this);
        if (frame.hooked) {
            return runHooked(co, frame, new Object[] {a, b});
        }
        Object result = run2(co, a, b);
        co.leave(frame);
        return result;
    }

    @Override
    public final @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Frame frame = co.enter(this);
        if (frame.hooked) {
            return runHooked(co, frame, new Object[] {a, b, c});
        }
        Object result = run3(co, a, b, c);
        co.leave(frame);
        return result;
    }

    @Override
    public final @Nullable Object invoke(LuaCoroutine co, @Nullable Object[] args) {
        Frame frame = co.enter(this);
        if (frame.hooked) {
            return runHooked(co, frame, args);
        }
        Object result = run(co, args);
        co.leave(frame);
        return result;
    }

    /** A call while a debug hook is set, which may look at arguments and results. */
    private @Nullable Object runHooked(LuaCoroutine co, Frame frame, @Nullable Object[] args) {
        frame.varargs = args;
        co.hookCall(frame);
        Object result = run(co, args);
        frame.result = result;
        co.leave(frame);
        return result;
    }

    /** The two results {@code nil, message} of what a wait or the kernel has refused, in the words of the contract. */
    public static Object[] failure(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return failure("timeout");
        }
        if (e instanceof WaitCanceledException) {
            return failure("canceled");
        }
        return failure(
                e instanceof KernelException kernel ? Errno.text(kernel.errno()) : String.valueOf(e.getMessage()));
    }

    /** The two results {@code nil, message}. */
    public static Object[] failure(String message) {
        return new Object[] {null, LuaString.of(message)};
    }
}
