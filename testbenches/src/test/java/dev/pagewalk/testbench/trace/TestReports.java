package dev.pagewalk.testbench.trace;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** Results of the last run of a module's tests, from its report files. */
final class TestReports {

    private TestReports() {}

    /** Whether a test, named {@code Class.method}, passed with all its parameters. */
    static Map<String, Boolean> results(Path folder) throws IOException {
        Map<String, Boolean> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> reports =
                    files.filter(file -> file.toString().endsWith(".xml")).toList();
            for (Path report : reports) {
                read(report, results);
            }
        }
        return results;
    }

    private static void read(Path report, Map<String, Boolean> results) throws IOException {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                results.merge(nameOf(test), passed(test), Boolean::logicalAnd);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("malformed report: file=" + report, e);
        }
    }

    private static String nameOf(Element test) {
        String type = test.getAttribute("classname");
        String method = test.getAttribute("name").replaceFirst("[(\\[{].*", "");
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.strip();
    }

    private static boolean passed(Element test) {
        return Stream.of("failure", "error", "skipped")
                .allMatch(tag -> test.getElementsByTagName(tag).getLength() == 0);
    }
}
