package eco.lua;

import eco.lua.gc.Collectable;
import eco.lua.runtime.CallNames;
import eco.lua.runtime.Calls;
import eco.lua.runtime.ChunkNames;
import eco.lua.runtime.Concatenation;
import eco.lua.runtime.CoroutineUnwinding;
import eco.lua.runtime.TailCall;
import eco.lua.runtime.Traceback;
import eco.lua.runtime.TracedLine;
import eco.scheduler.Carrier;
import eco.scheduler.Coroutine;
import eco.scheduler.EventLoop;
import eco.scheduler.PinnedCoroutineException;
import eco.scheduler.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Lua thread: the main thread of a runtime, the body of a task, or what {@code coroutine.create} makes. Every call gets
 * the coroutine that it runs in as its first argument, so "the running coroutine" is never a global.
 *
 * <pre>
 *   SUSPENDED --resume--&gt; ACTIVE --yield--&gt; SUSPENDED
 *                           | body returns, or fails
 *                           v
 *                          DEAD
 * </pre>
 *
 * <p>A coroutine that fails keeps its frames for {@code debug.traceback}. If to-be-closed variables are pending, its
 * stack waits at the innermost of them until {@link #close} unwinds it, as in the reference.
 */
@SuppressWarnings("exports")
public final class LuaCoroutine extends Collectable {
    /** Calls that may be active at once before Lua's "stack overflow" error. */
    static final int MAX_DEPTH = 200_000;
    /** Extra calls for a message handler that runs on top of an overflown stack. */
    private static final int HANDLER_DEPTH = 1_000;
    /**
     * Protected calls, callbacks of builtins and resumed coroutines that may be active inside one another, as many as the
     * reference's 200 C calls allow.
     */
    private static final int MAX_NESTING = 196;
    /** More of them for message handlers. */
    private static final int HANDLER_NESTING = 20;
    /** Message handlers that may fail inside one another. */
    private static final int MAX_HANDLERS = 10;

    /** The message handler of calls from Java: the error keeps the traceback of its point. */
    public static final Object RECORD_TRACEBACK = new Object();

    private static final Coroutine.Scope LUA = new Coroutine.Scope("lua");

    private enum Status {
        SUSPENDED,
        ACTIVE,
        DEAD
    }

    /** What a protected region puts back when it catches an error. */
    public record State(
            @Nullable Object handler,
            int unyieldable,
            int protection,
            @Nullable Frame catcher) {}

    private final LuaRuntime runtime;
    private final @Nullable LuaFunction body;
    private final TailCall tailCall = new TailCall();
    private Status status = Status.SUSPENDED;
    private @Nullable Coroutine carrier;
    private @Nullable Task task;
    private boolean isTask;
    private boolean directlyResumed;
    private @Nullable Object[] transfer = LuaFunction.NONE;
    private @Nullable LuaError failure;
    private boolean closing;
    private int nesting;
    private int depthLimit = MAX_DEPTH;
    private int handlers;

    /** The message handler in force; null when errors go to their catcher as they are. */
    private @Nullable Object handler;

    private int unyieldable;
    private int protection;
    /** The frame of the innermost protected region: what is on top again once an error has been caught. */
    private @Nullable Frame catcher;

    /** The innermost active call; null when nothing runs. See {@link Frame} for its invariant. */
    public @Nullable Frame top;

    /** The debug hook, or null. */
    @Nullable
    DebugHook hook;

    /** True while a hook runs. */
    boolean inHook;

    /** The main thread of a runtime. */
    LuaCoroutine(LuaRuntime runtime) {
        this.runtime = runtime;
        this.body = null;
        this.status = Status.ACTIVE;
    }

    private LuaCoroutine(LuaRuntime runtime, LuaFunction body) {
        this.runtime = runtime;
        this.body = body;
    }

    /** A suspended coroutine that will run {@code body}: {@code coroutine.create}. */
    public static LuaCoroutine create(LuaRuntime runtime, LuaFunction body) {
        return new LuaCoroutine(runtime, body);
    }

    /** A coroutine that is to run as the body of a task, through {@link #runAsTask}. */
    public static LuaCoroutine forTask(LuaRuntime runtime, LuaFunction body) {
        LuaCoroutine co = new LuaCoroutine(runtime, body);
        co.isTask = true;
        return co;
    }

    /** The runtime that it belongs to. */
    public LuaRuntime runtime() {
        return runtime;
    }

    /** True for the main thread. */
    public boolean isMain() {
        return body == null;
    }

    // ---- frames

    /** Pushes the frame of a builtin. */
    public Frame enter(LuaFunction function) {
        return push(new Frame(this, function));
    }

    /** Pushes the frame of a Lua function with so many local slots. */
    public Frame enter(LuaClosure function, int slots) {
        return push(new Frame(this, function, slots));
    }

    /** As {@link #enter(LuaClosure, int)} for a function that replaces its caller. */
    public Frame enterTail(LuaClosure function, int slots) {
        Frame frame = push(new Frame(this, function, slots));
        frame.tailCalled = true;
        return frame;
    }

    private Frame push(Frame frame) {
        if (frame.depth >= depthLimit) {
            throw overflow();
        }
        top = frame;
        return frame;
    }

    private LuaError overflow() {
        if (handlers > 0) {
            return errorInHandler();
        }
        return operationError("stack overflow");
    }

    private static LuaError errorInHandler() {
        LuaError error = new LuaError("error in error handling");
        error.handled(error.value());
        return error;
    }

    /** Pops {@code frame} on normal return. */
    public void leave(Frame frame) {
        if (frame.hooked) {
            hookReturn(frame);
        }
        top = frame.caller;
    }

    /** Pops {@code frame}, which a tail call replaces. */
    public void leaveForTailCall(Frame frame) {
        top = frame.caller;
    }

    /** The slot for the tail call under way. */
    @SuppressWarnings("exports")
    public TailCall tailCall() {
        return tailCall;
    }

    /** The poll point: finalizers, interrupts and the like run here. Costs a load when there is nothing. */
    public void poll() {
        if (runtime.attention) {
            runtime.attend(this);
        }
    }

    // ---- errors

    /**
     * A library error: its text starts with the position, {@code chunk:line: }, of the innermost Lua function if it is the
     * running function or the direct caller of the running builtin; without one otherwise.
     */
    public LuaError error(String message) {
        Frame frame = top;
        if (frame != null && !(frame.function instanceof LuaClosure)) {
            frame = frame.caller;
        }
        while (frame != null && frame.site instanceof NamedCall) {
            frame = frame.caller;
        }
        return new LuaError(LuaString.of(position(frame)).concat(LuaString.of(message)));
    }

    /** The error of an operation: with the position of the running function if it is a Lua function, else without. */
    public LuaError operationError(String message) {
        Frame frame = top;
        boolean stripped = frame != null
                && frame.function instanceof LuaClosure closure
                && closure.tree().stripped();
        // The reference's way of saying that it does not know; library errors leave the position out.
        String position = stripped ? "?:-1: " : position(frame);
        return new LuaError(LuaString.of(position).concat(LuaString.of(message)));
    }

    /** {@code chunk:line: } where the frame of a Lua function stands; empty for a builtin, stripped code, or null. */
    public static String position(@Nullable Frame frame) {
        if (frame == null
                || !(frame.function instanceof LuaClosure closure)
                || closure.tree().stripped()) {
            return "";
        }
        CallSite site = frame.site;
        String line = site == null ? "?" : Integer.toString(site.line());
        return ChunkNames.display(closure.tree().source()) + ":" + line + ": ";
    }

    /** "bad argument #index to 'name' (reason)", with name and position taken from the call site. {@code index} is from 1. */
    public LuaError argumentError(int index, String reason) {
        Frame frame = top;
        CallNames.Name name = frame == null ? null : CallNames.fromCall(frame);
        int shown = index;
        if (name != null && name.kind().equals("method")) {
            shown--;
            if (shown == 0) {
                return error("calling '" + name.text() + "' on bad self (" + reason + ")");
            }
        }
        String text = name != null ? name.text() : frame == null ? null : CallNames.global(frame);
        return error("bad argument #" + shown + " to '" + (text == null ? "?" : text) + "' (" + reason + ")");
    }

    /** What {@link #restore} will put back. */
    public State state() {
        return new State(handler, unyieldable, protection, catcher);
    }

    /** Enters a protected region with the given message handler, or none; {@link #restore} ends it. */
    public void protect(@Nullable Object messageHandler) {
        checkNesting();
        handler = messageHandler;
        protection++;
        catcher = top;
    }

    private void checkNesting() {
        int depth = nesting();
        if (depth >= MAX_NESTING && (handlers == 0 || depth >= MAX_NESTING + HANDLER_NESTING)) {
            throw handlers > 0 ? errorInHandler() : operationError("C stack overflow");
        }
    }

    private int nesting() {
        return nesting + protection + unyieldable;
    }

    /** Ends a protected region, or puts things right after an error: {@code frame} is on top again. */
    public void restore(@Nullable Frame frame, State state) {
        top = frame;
        handler = state.handler();
        unyieldable = state.unyieldable();
        protection = state.protection();
        catcher = state.catcher();
    }

    /**
     * As {@link #restore}, for a scope that an error passes through: its handlers run as if called by whoever will catch the
     * error, since the frames in between are gone as far as a script can see.
     */
    public void restoreForClosing(State state) {
        restore(state.catcher(), state);
    }

    /** Tests, not a pattern switch: that is linked at its first use, for which there may be no memory left here. */
    private LuaError asLuaError(Throwable t) {
        if (t instanceof LuaError e) {
            return e;
        }
        if (t instanceof StackOverflowError) {
            return operationError("stack overflow");
        }
        if (t instanceof OutOfMemoryError) {
            return memoryError();
        }
        if (t instanceof RuntimeException e) {
            throw e;
        }
        if (t instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(t);
    }

    /**
     * To be called by whoever catches {@code t}, before anything else: gives it the form of a Lua error, and runs the message
     * handler on it while the failing stack is still in place, once. Throws on what is no Lua error.
     */
    public LuaError caught(Throwable t) {
        LuaError error = asLuaError(t);
        Object messageHandler = handler;
        if (messageHandler == RECORD_TRACEBACK) {
            if (error.traceback() == null) {
                error.traceback(Traceback.of(this, top));
            }
        } else if (messageHandler != null && !error.handled()) {
            handle(error, messageHandler);
        }
        return error;
    }

    private static LuaError memoryError() {
        LuaError error = new LuaError(LuaError.NOT_ENOUGH_MEMORY);
        error.handled(error.value());
        return error;
    }

    /** The handler stays in force while it runs: an error in it goes to itself, until that too gets out of hand. */
    private void handle(LuaError error, Object messageHandler) {
        Frame frame = top;
        if (handlers >= MAX_HANDLERS) {
            error.handled(errorInHandler().value());
            return;
        }
        int limit = depthLimit;
        if (frame != null && frame.depth > MAX_DEPTH - HANDLER_DEPTH) {
            depthLimit = MAX_DEPTH + HANDLER_DEPTH;
        }
        handlers++;
        try {
            error.handled(LuaFunction.first(Calls.call(this, messageHandler, error.value())));
        } catch (Throwable t) {
            error.handled(caught(t).value());
        }
        handlers--;
        depthLimit = limit;
        top = frame;
    }

    /**
     * To be called by a closing scope that caught {@code error}, before it closes: where nothing in this coroutine will catch
     * the error, the coroutine is dead now, and the stack waits here for {@link #close}. Returns what to go on with.
     */
    public Throwable failed(LuaError error) {
        if (protection > 0 || carrier == null) {
            return error;
        }
        failure = error;
        status = Status.DEAD;
        Coroutine.yield(LUA);
        return new CoroutineUnwinding(error);
    }

    // ---- coroutines

    /**
     * Runs the coroutine until it yields, returns or fails; {@link #values} then has what it gave, or the error.
     *
     * @param from the running coroutine
     * @return false if it failed or could not be resumed
     */
    public boolean resume(LuaCoroutine from, @Nullable Object[] args) {
        if (!isResumable()) {
            return refuse(
                    status == Status.DEAD ? "cannot resume dead coroutine" : "cannot resume non-suspended coroutine");
        }
        if (from.nesting() >= MAX_NESTING) {
            return refuse("C stack overflow");
        }
        nesting = from.nesting() + 1;
        transfer = args;
        Task own = task;
        if (own != null) {
            return resumeTask(own);
        }
        Coroutine stack = carrier;
        if (stack == null) {
            stack = Coroutine.create(carrierHere(), LUA, this::run);
            carrier = stack;
        }
        status = Status.ACTIVE;
        stack.resume();
        LuaError error = failure;
        if (error == null) {
            return true;
        }
        transfer = new Object[] {error.value()};
        return false;
    }

    /** A task can be resumed whatever it waits for, once it has started. */
    private boolean isResumable() {
        Task own = task;
        return own == null ? status == Status.SUSPENDED && !isTask : own.isSuspended();
    }

    /**
     * {@link #resume(LuaCoroutine, Object[])} for Java code outside of any coroutine.
     *
     * @throws LuaError what the coroutine failed with
     */
    public @Nullable Object[] resume(@Nullable Object[] args) {
        boolean good = resume(runtime.mainCoroutine(), args);
        Object[] values = values();
        if (!good) {
            throw new LuaError(values[0]);
        }
        return values;
    }

    private static Carrier carrierHere() {
        EventLoop loop = EventLoop.current();
        return loop == null ? Carrier.best() : loop.carrier();
    }

    private boolean refuse(String message) {
        transfer = new Object[] {LuaString.of(message)};
        return false;
    }

    /** What the last {@link #resume} brought back; the caller owns the list. */
    public @Nullable Object[] values() {
        Object[] values = transfer;
        transfer = LuaFunction.NONE;
        return values;
    }

    /** The coroutine's whole life on its own stack. */
    private void run() {
        try {
            transfer = LuaFunction.list(Calls.invoke(this, body, values()));
        } catch (CoroutineUnwinding unwinding) {
            failure = unwinding.error();
        } catch (Throwable t) {
            status = Status.DEAD;
            failure = caught(t);
        }
        status = Status.DEAD;
    }

    /**
     * Suspends the running coroutine, which must be this one, with the given values for its resumer; returns what the
     * next resume gives.
     *
     * @throws LuaError where the coroutine cannot be suspended
     */
    public @Nullable Object[] yield(@Nullable Object[] values) {
        if (unyieldable > 0 || closing) {
            throw operationError(
                    isMain()
                            ? "attempt to yield from outside a coroutine"
                            : "attempt to yield across a C-call boundary");
        }
        Task parking = task;
        if (parking != null) {
            return park(parking, values);
        }
        if (carrier == null) {
            throw operationError("attempt to yield from outside a coroutine");
        }
        transfer = values;
        status = Status.SUSPENDED;
        try {
            Coroutine.yield(LUA);
        } catch (PinnedCoroutineException e) {
            status = Status.ACTIVE;
            throw operationError("attempt to yield across a C-call boundary");
        }
        if (closing) {
            throw new CoroutineUnwinding(null);
        }
        return values();
    }

    /** True where {@link #yield} would succeed. */
    public boolean isYieldable() {
        return unyieldable == 0 && !closing && !isMain();
    }

    /** Forbids yields until {@link #allowYield}; an error in between is put right by whoever catches it. */
    public void forbidYield() {
        checkNesting();
        unyieldable++;
    }

    /** The end of {@link #forbidYield}. */
    public void allowYield() {
        unyieldable--;
    }

    /** {@code running}, {@code suspended}, {@code normal} or {@code dead}, as seen from the running coroutine. */
    public String status(LuaCoroutine from) {
        if (this == from) {
            return "running";
        }
        return switch (status) {
            case DEAD -> "dead";
            case SUSPENDED -> "suspended";
            case ACTIVE -> {
                Task own = task;
                yield own != null && own.isSuspended() ? "suspended" : "normal";
            }
        };
    }

    /**
     * Ends a suspended or failed coroutine: its pending to-be-closed variables are closed.
     *
     * @param from the running coroutine
     * @return the error that it ended with, or null
     * @throws LuaError if it is running or normal
     */
    public @Nullable LuaError close(LuaCoroutine from) {
        String now = status(from);
        if (!now.equals("dead") && !now.equals("suspended")) {
            throw from.error("cannot close a " + now + " coroutine");
        }
        Coroutine stack = carrier;
        if (stack != null && !stack.isDone()) {
            if (from.nesting() >= MAX_NESTING) {
                throw from.error("C stack overflow");
            }
            closing = true;
            failure = null;
            status = Status.ACTIVE;
            nesting = from.nesting() + 1;
            stack.resume();
        }
        Task own = task;
        if (own != null && own.isSuspended()) {
            closing = true;
            own.unwind(new CoroutineUnwinding(null));
        }
        status = Status.DEAD;
        LuaError error = failure;
        failure = null;
        top = null;
        return error;
    }

    /** True when it ended with an error that nobody has taken yet through {@link #close}. */
    public boolean hasFailed() {
        return failure != null;
    }

    // ---- tasks

    /**
     * Runs the body on the Java stack of the current task, which must be {@code task}. An uncaught error is thrown, with
     * {@link #top} left as it stood, unless whoever resumed the task by hand is there to get it.
     *
     * @return the body's results
     */
    public @Nullable Object[] runAsTask(Task own, @Nullable Object[] args) {
        task = own;
        status = Status.ACTIVE;
        handler = RECORD_TRACEBACK;
        try {
            Object[] results = LuaFunction.list(Objects.requireNonNull(body).invoke(this, args));
            if (directlyResumed) {
                transfer = results;
            }
            return results;
        } catch (CoroutineUnwinding unwinding) {
            failure = unwinding.error();
            return LuaFunction.NONE;
        } catch (Throwable t) {
            LuaError error = caught(t);
            failure = error;
            if (directlyResumed) {
                return LuaFunction.NONE;
            }
            throw error;
        } finally {
            status = Status.DEAD;
        }
    }

    private @Nullable Object[] park(Task parking, @Nullable Object[] values) {
        transfer = values;
        status = Status.SUSPENDED;
        directlyResumed = false;
        parking.park(EventLoop.FOREVER);
        status = Status.ACTIVE;
        return directlyResumed ? values() : LuaFunction.NONE;
    }

    private boolean resumeTask(Task own) {
        directlyResumed = true;
        own.resumeNow();
        directlyResumed = false;
        LuaError error = failure;
        if (error == null) {
            return true;
        }
        transfer = new Object[] {error.value()};
        return false;
    }

    /** The task whose body it is, or null: not a task, or not started. */
    public @Nullable Task task() {
        return task;
    }

    /** The traceback of this coroutine, with the message in front if it is a string or a number: {@code luaL_traceback}. */
    public LuaString traceback(@Nullable Object message) {
        LuaString text = Traceback.of(this, top);
        LuaString first = Concatenation.text(message);
        return first == null ? text : first.concat(LuaString.of("\n")).concat(text);
    }

    // ---- hooks

    /** Installs a debug hook, or removes it with null. */
    public void hook(@Nullable DebugHook newHook) {
        hook = newHook;
        for (Frame frame = top; frame != null; frame = frame.caller) {
            frame.hooked = newHook != null;
        }
    }

    /** The debug hook, or null. */
    public @Nullable DebugHook hook() {
        return hook;
    }

    /** Reports a call, where the hook asks for it. */
    public void hookCall(Frame frame) {
        DebugHook current = hook;
        if (current != null) {
            current.call(frame);
        }
    }

    /** Reports a return. */
    public void hookReturn(Frame frame) {
        DebugHook current = hook;
        if (current != null) {
            current.leave(frame);
        }
    }

    /** Reports a statement about to run. */
    public void hookStatement(Frame frame, int line) {
        DebugHook current = hook;
        if (current != null) {
            current.statement(frame, line);
        }
    }

    /** Reports an operation at a line. */
    @SuppressWarnings("exports")
    public void hookLine(Frame frame, TracedLine line) {
        DebugHook current = hook;
        if (current != null) {
            current.line(frame, line);
        }
    }

    /** Reports the end of a loop's round, and whether another one follows. */
    @SuppressWarnings("exports")
    public void hookLoop(Frame frame, TracedLine end, boolean again) {
        DebugHook current = hook;
        if (current != null) {
            current.loop(frame, end, again);
        }
    }
}
