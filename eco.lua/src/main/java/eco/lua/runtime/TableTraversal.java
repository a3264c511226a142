package eco.lua.runtime;

/** Marks the function {@code next}: a generic {@code for} over a plain table need not call it to do what it does. */
public interface TableTraversal {}
