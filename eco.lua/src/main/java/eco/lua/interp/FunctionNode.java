package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.runtime.FunctionCode;
import eco.lua.runtime.TailCall;
import eco.lua.syntax.FunctionTree;
import eco.lua.syntax.LocalVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of the first tier. Its nodes are built when it is first called: most of a library never is. */
public final class FunctionNode extends FunctionCode {
    private static final int[] NO_SLOTS = {};

    private final int parameters;
    private final int frameSize;
    private final boolean isVararg;
    private final int[] capturedParameters;
    /** Neither varargs nor captured parameters: arguments go straight to their slots. */
    private final boolean simple;

    private @Nullable StatementNode body;
    private @Nullable StatementNode traced;
    private int temporaries;

    /** The function of {@code tree}. */
    public FunctionNode(FunctionTree tree) {
        super(tree);
        this.parameters = tree.parameters().size();
        this.frameSize = Math.max(tree.frameSize(), parameters);
        this.isVararg = tree.isVararg();
        this.capturedParameters = captured(tree.parameters());
        this.simple = !isVararg && capturedParameters.length == 0;
    }

    private static int[] captured(List<LocalVariable> parameters) {
        if (parameters.stream().noneMatch(LocalVariable::captured)) {
            return NO_SLOTS;
        }
        return parameters.stream()
                .filter(LocalVariable::captured)
                .mapToInt(LocalVariable::slot)
                .toArray();
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, LuaClosure self) {
        Frame f = co.enter(self, frameSize);
        if (!simple) {
            arrange(f, LuaFunction.NONE);
        }
        return finish(co, run(f));
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, LuaClosure self, @Nullable Object a) {
        Frame f = co.enter(self, frameSize);
        if (!simple) {
            arrange(f, new Object[] {a});
        } else if (parameters > 0) {
            f.slots[0] = a;
        }
        return finish(co, run(f));
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, LuaClosure self, @Nullable Object a, @Nullable Object b) {
        Frame f = co.enter(self, frameSize);
        if (!simple) {
            arrange(f, new Object[] {a, b});
        } else if (parameters > 1) {
            Object[] slots = f.slots;
            slots[0] = a;
            slots[1] = b;
        } else if (parameters > 0) {
            f.slots[0] = a;
        }
        return finish(co, run(f));
    }

    @Override
    public @Nullable Object call(
            LuaCoroutine co, LuaClosure self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Frame f = co.enter(self, frameSize);
        if (simple && parameters == 3) {
            Object[] slots = f.slots;
            slots[0] = a;
            slots[1] = b;
            slots[2] = c;
        } else {
            arrange(f, new Object[] {a, b, c});
        }
        return finish(co, run(f));
    }

    @Override
    public @Nullable Object invoke(LuaCoroutine co, LuaClosure self, @Nullable Object[] args) {
        Frame f = co.enter(self, frameSize);
        arrange(f, args);
        return finish(co, run(f));
    }

    @Override
    public @Nullable Object continueTail(LuaCoroutine co, LuaClosure self, @Nullable Object[] args) {
        Frame f = co.enterTail(self, frameSize);
        arrange(f, args);
        return run(f);
    }

    /** Puts arguments into slots, the rest into varargs, and captured parameters into cells. */
    private void arrange(Frame f, @Nullable Object[] args) {
        System.arraycopy(args, 0, f.slots, 0, Math.min(args.length, parameters));
        if (isVararg && args.length > parameters) {
            f.varargs = parameters == 0 ? args : java.util.Arrays.copyOfRange(args, parameters, args.length);
        }
        for (int slot : capturedParameters) {
            f.slots[slot] = new Cell(f.slots[slot]);
        }
    }

    private @Nullable Object run(Frame f) {
        if (f.hooked) {
            return runTraced(f);
        }
        StatementNode statements = body;
        if (statements == null) {
            statements = build();
        }
        f.co.poll();
        int signal = statements.run(f);
        f.co.leave(f);
        return signal == StatementNode.NORMAL ? LuaFunction.NONE : f.result;
    }

    /** A call that begins while a debug hook is set. */
    private @Nullable Object runTraced(Frame f) {
        StatementNode statements = traced;
        if (statements == null) {
            TracingBuilder builder = new TracingBuilder(frameSize);
            statements = builder.function(tree());
            temporaries = builder.temporaries();
            traced = statements;
        }
        f.slots = java.util.Arrays.copyOf(f.slots, frameSize + temporaries);
        f.co.hookCall(f);
        f.co.poll();
        int signal = statements.run(f);
        if (signal == StatementNode.NORMAL) {
            f.result = LuaFunction.NONE;
        }
        if (f.result == TailCall.PENDING) {
            f.co.leaveForTailCall(f);
        } else {
            f.co.leave(f);
        }
        return f.result;
    }

    private static @Nullable Object finish(LuaCoroutine co, @Nullable Object result) {
        return result == TailCall.PENDING ? co.tailCall().run(co) : result;
    }

    private StatementNode build() {
        StatementNode built = new NodeBuilder().body(tree().body());
        body = built;
        return built;
    }
}
