package dev.spate.hub.internal.template;

/// The operators of RFC 6570, with the columns of the table in its appendix A. Thread-safe: immutable.
enum TemplateOperator {
    SIMPLE("", ',', Naming.NONE, SymbolSet.VALUE),
    RESERVED("", ',', Naming.NONE, SymbolSet.ANY),
    FRAGMENT("#", ',', Naming.NONE, SymbolSet.ANY),
    LABEL(".", '.', Naming.NONE, SymbolSet.VALUE),
    PATH("/", '/', Naming.NONE, SymbolSet.VALUE),
    PARAMETER(";", ';', Naming.BARE_IF_EMPTY, SymbolSet.VALUE),
    QUERY("?", '&', Naming.ALWAYS_EQUALS, SymbolSet.VALUE),
    CONTINUATION("&", '&', Naming.ALWAYS_EQUALS, SymbolSet.VALUE);

    /// How a variable's name goes with its value.
    enum Naming {
        /// The value alone.
        NONE,
        /// `name=value`, and `name` for the empty value.
        BARE_IF_EMPTY,
        /// `name=value`, and `name=` for the empty value.
        ALWAYS_EQUALS
    }

    private final String first;
    private final char separator;
    private final Naming naming;
    private final SymbolSet allowed;

    TemplateOperator(String first, char separator, Naming naming, SymbolSet allowed) {
        this.first = first;
        this.separator = separator;
        this.naming = naming;
        this.allowed = allowed;
    }

    /// What stands before the first defined variable: nothing, or one character.
    String first() {
        return first;
    }

    /// What stands between defined variables, and between the members of an exploded value.
    char separator() {
        return separator;
    }

    Naming naming() {
        return naming;
    }

    /// What may stand in a value without being percent-encoded.
    SymbolSet allowed() {
        return allowed;
    }
}
