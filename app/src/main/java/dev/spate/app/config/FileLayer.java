package dev.spate.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads the YAML file: every value with its line and column, every mistake noted, none fatal but a broken syntax.
///
/// Owner: the thread that loads the configuration.
final class FileLayer {
    static final int MAX_CHARS = 1 << 20;

    private static final Pattern HUB_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final String HUBS = "hubs";

    private final Settings settings;
    private final Layer layer;
    private final String file;
    private final Substitution substitution;

    FileLayer(Settings settings, String file, Map<String, String> environment) {
        this.settings = settings;
        this.layer = new Layer(settings);
        this.file = file;
        this.substitution = new Substitution(environment);
    }

    void read(String text) {
        var load = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_CHARS)
                .build();
        try {
            var parser = new ParserImpl(load, new StreamReader(load, text));
            new Composer(load, parser).getSingleNode().ifPresent(root -> readGroup(root, "", ""));
        } catch (MarkedYamlEngineException broken) {
            settings.problem(originOf(broken), "syntax: " + broken.getProblem() + " (expected: YAML 1.2)");
        } catch (YamlEngineException broken) {
            settings.problem(new Origin.InFile(file, 1, 1), "syntax: " + broken.getMessage() + " (expected: YAML 1.2)");
        }
    }

    /// @param path where the group stands among the keys, with `*` for the name of a hub
    /// @param shown the same with the name itself
    private void readGroup(Node node, String path, String shown) {
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            String what = shown.isEmpty() ? "the file" : shown;
            settings.problem(originOf(node), what + ": " + textOf(node) + " (expected: keys with values)");
            return;
        }
        var names = new HashSet<String>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = textOf(tuple.getKeyNode());
            String child = shown.isEmpty() ? name : shown + "." + name;
            if (!names.add(name)) {
                settings.problem(originOf(tuple.getKeyNode()), child + ": given twice (expected: once)");
            } else if (path.equals(HUBS)) {
                readHub(tuple, name);
            } else {
                readChild(tuple, path.isEmpty() ? name : path + "." + name, child);
            }
        }
    }

    private void readHub(NodeTuple tuple, String name) {
        if (!HUB_NAME.matcher(name).matches()) {
            settings.problem(
                    originOf(tuple.getKeyNode()),
                    "name of a hub: " + name + " (expected: a lower-case letter, then at most 62 of a-z, 0-9 and -)");
            return;
        }
        settings.nameHub(name);
        readGroup(tuple.getValueNode(), "hubs.*", "hubs." + name);
    }

    private void readChild(NodeTuple tuple, String path, String shown) {
        Node value = tuple.getValueNode();
        switch (Place.of(path)) {
            case Place.Group() -> readGroup(value, path, shown);
            case Place.Leaf leaf -> readLeaf(leaf, value, shown);
            case Place.Unknown() -> refuseUnknown(tuple.getKeyNode(), path, shown);
        }
    }

    private void readLeaf(Place.Leaf leaf, Node node, String shown) {
        Kind<?> kind = leaf.key().kind();
        var texts = new ArrayList<String>();
        boolean readable = switch (node) {
            case ScalarNode scalar
            when !isNull(scalar) ->
                texts.addAll(kind.isList() ? Kind.split(scalar.getValue()) : List.of(scalar.getValue()));
            case SequenceNode sequence
            when kind.isList() -> sequence.getValue().stream().allMatch(item -> addScalar(item, texts));
            default -> false;
        };
        if (!readable) {
            settings.problem(originOf(node), shown + ": " + textOf(node) + " (expected: " + kind.rule() + ")");
            return;
        }
        String path = leaf.isFile() ? shown.substring(0, shown.length() - Key.FILE_SUFFIX.length()) : shown;
        var origin = originOf(node);
        try {
            layer.give(
                    leaf, path, new Setting(texts.stream().map(substitution::in).toList(), origin));
        } catch (IllegalArgumentException unset) {
            settings.problem(
                    origin, shown + ": " + unset.getMessage() + " (expected: an environment variable that is set)");
        }
    }

    private static boolean addScalar(Node node, List<String> texts) {
        return node instanceof ScalarNode scalar && !isNull(scalar) && texts.add(scalar.getValue());
    }

    private void refuseUnknown(Node keyNode, String path, String shown) {
        int dot = path.lastIndexOf('.');
        var known = Place.namesIn(dot < 0 ? "" : path.substring(0, dot));
        String name = path.substring(dot + 1);
        String expected = Nearest.to(name, known).orElseGet(() -> "one of " + String.join(", ", known));
        settings.problem(originOf(keyNode), shown + ": unknown key (expected: " + expected + ")");
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String textOf(Node node) {
        return switch (node) {
            case ScalarNode scalar when isNull(scalar) -> "nothing";
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode _ -> "a list";
            default -> "a mapping";
        };
    }

    private Origin originOf(Node node) {
        return node.getStartMark()
                .map(mark -> new Origin.InFile(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Origin.InFile(file, 1, 1));
    }

    private Origin originOf(MarkedYamlEngineException broken) {
        return broken.getProblemMark()
                .map(mark -> new Origin.InFile(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Origin.InFile(file, 1, 1));
    }
}
