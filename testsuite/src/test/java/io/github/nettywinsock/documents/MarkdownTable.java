package io.github.nettywinsock.documents;

/** A table in Markdown. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... heading) {
        row(heading);
        text.append("|---".repeat(heading.length)).append("|\n");
    }

    void row(String... cells) {
        for (String cell : cells) {
            text.append(cell.isEmpty() ? "| " : "| " + cell.replace("|", "\\|") + ' ');
        }
        text.append("|\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
