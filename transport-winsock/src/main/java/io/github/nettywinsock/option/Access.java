package io.github.nettywinsock.option;

/** What Windows documents about reading and writing an option. */
public enum Access {
    /** {@code getsockopt} and {@code setsockopt}. */
    READ_WRITE("readable and writable", true, true),
    /** {@code getsockopt} only. */
    READ_ONLY("read only", true, false),
    /** {@code setsockopt} only. */
    WRITE_ONLY("write only", false, true),
    /** Neither: the number is the type of a control message. */
    NONE("the type of a control message", false, false),
    /** Neither is documented, nor what the value is. */
    UNSPECIFIED("documented by its name only", false, false),
    /** A constant of the headers without documentation: both are tried, the provider answers. */
    UNDOCUMENTED("undocumented", true, true);

    private final String text;
    private final boolean readable;
    private final boolean writable;

    Access(String text, boolean readable, boolean writable) {
        this.text = text;
        this.readable = readable;
        this.writable = writable;
    }

    /** Whether {@code getsockopt} is tried. */
    public boolean isReadable() {
        return readable;
    }

    /** Whether {@code setsockopt} is tried. */
    public boolean isWritable() {
        return writable;
    }

    @Override
    public String toString() {
        return text;
    }
}
