module consumer {
    requires eco.lua;
}
