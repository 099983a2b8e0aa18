package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.Paths;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What is imported has no parent, whose version it would have. */
class BomTest {
    private static final Path PARENT = Paths.get("../pom.xml");
    private static final Path BOM = Paths.get("../transport-winsock/bom/pom.xml");
    private static final Path LIBRARY = Paths.get("../transport-winsock/pom.xml");

    @Test
    void itHasTheVersionOfTheLibrary() throws Exception {
        assertThat(text(BOM, "/project/parent/artifactId")).isEmpty();
        assertThat(text(BOM, "/project/version"))
                .isNotEmpty()
                .isEqualTo(text(PARENT, "/project/version"))
                .isEqualTo(text(LIBRARY, "/project/parent/version"));
        assertThat(text(BOM, "//dependency/version")).isEqualTo("${project.version}");
    }

    @Test
    void itNamesTheLibraryAndNothingElse() throws Exception {
        assertThat(text(BOM, "count(//dependency)")).isEqualTo("1");
        assertThat(text(BOM, "//dependency/groupId")).isEqualTo(text(PARENT, "/project/groupId"));
        assertThat(text(BOM, "//dependency/artifactId")).isEqualTo(text(LIBRARY, "/project/artifactId"));
    }

    private static String text(Path pom, String path) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }
}
