package conformance.image;

/** The least that a start of the Java virtual machine can do: the measure that the program's own start is held to. */
final class HelloWorld {
    private HelloWorld() {}

    public static void main(String[] args) {
        System.out.println(1);
    }
}
