package io.github.nettywinsock.documents;

import java.util.Locale;

/** Parts of pictures as SVG, in the colours of a light or a dark page. */
final class Svg {
    private Svg() {}

    /**
     * What a picture begins with.
     *
     * @param style what its style sheet has besides, which may have its own colours for dark pages
     */
    static String begin(int width, int height, String title, String style) {
        return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n", width, height)
                + "  <title>" + escaped(title) + "</title>\n"
                + "  <style>\n"
                + "    text { font: 13px system-ui, sans-serif; fill: #1f2328; }\n"
                + "    .title { font-weight: 600; font-size: 15px; }\n"
                + "    @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }\n"
                + style
                + "  </style>\n"
                + text("title", 0, 18, "start", title);
    }

    static String text(String style, double x, int y, String anchor, String text) {
        return format(
                "  <text%s x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                style.isEmpty() ? "" : " class=\"" + style + '"', x, y, anchor, escaped(text));
    }

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
