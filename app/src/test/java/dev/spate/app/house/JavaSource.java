package dev.spate.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A source file, cut into its types and methods by braces alone. Thread-safe: immutable.
///
/// @param path where it is
/// @param text what is written
/// @param code the same with blanks for comments, literals and annotations with arguments, line for line
/// @param blocks what stands in braces, in the order of the opening ones
record JavaSource(Path path, String text, String code, List<Block> blocks) {
    private static final Pattern ANNOTATION = Pattern.compile("@\\w[\\w.]*\\((?:[^()]|\\([^()]*\\))*+\\)");
    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\s+([A-Z]\\w*)");

    /// What a block is.
    enum Sort {
        TYPE,
        METHOD,
        OTHER
    }

    /// A pair of braces and what stands before it. Thread-safe: immutable.
    ///
    /// @param sort what it is
    /// @param header the code before the opening brace, back to the last statement
    /// @param firstLine of the header, counted from 1
    /// @param lastLine of the closing brace
    /// @param begin the index of the opening brace
    /// @param end the index of the closing brace
    /// @param depth how many braces are around it
    record Block(Sort sort, String header, int firstLine, int lastLine, int begin, int end, int depth) {
        int lines() {
            return lastLine - firstLine + 1;
        }

        String typeName() {
            var matcher = TYPE.matcher(header);
            return matcher.find() ? matcher.group(2) : "";
        }
    }

    static JavaSource read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JavaSource of(Path path, String text) {
        String code = ANNOTATION
                .matcher(Blanks.forLiteralsAndComments(text))
                .replaceAll(found -> found.group().replaceAll("[^\n]", " "));
        return new JavaSource(path, text, code, blocksOf(code));
    }

    int lines() {
        return (int) text.lines().count();
    }

    String withoutLiterals() {
        return Blanks.forLiterals(text);
    }

    List<Block> types() {
        return blocks.stream().filter(block -> block.sort() == Sort.TYPE).toList();
    }

    List<Block> methods() {
        return blocks.stream().filter(block -> block.sort() == Sort.METHOD).toList();
    }

    /// The doc comment right above a block, annotations between them left out.
    String docOf(Block block) {
        var lines = text.lines().toList();
        int line = block.firstLine() - 2;
        var doc = new ArrayDeque<String>();
        while (line > 0
                && !lines.get(line).isBlank()
                && !lines.get(line).strip().startsWith("///")) {
            line--;
        }
        while (line >= 0 && lines.get(line).strip().startsWith("///")) {
            doc.addFirst(lines.get(line).strip());
            line--;
        }
        return String.join("\n", doc);
    }

    /// The code directly in a block, with blanks for the blocks inside.
    String directCode(Block outer) {
        var direct = new StringBuilder(code.substring(outer.begin() + 1, outer.end()));
        for (Block inner : blocks) {
            if (inner.begin() > outer.begin() && inner.end() < outer.end()) {
                for (int i = inner.begin(); i <= inner.end(); i++) {
                    direct.setCharAt(i - outer.begin() - 1, ' ');
                }
                direct.setCharAt(inner.end() - outer.begin() - 1, '}');
            }
        }
        return direct.toString();
    }

    private static List<Block> blocksOf(String code) {
        var open = new ArrayDeque<Integer>();
        var isType = new ArrayDeque<Boolean>();
        var blocks = new ArrayList<Block>();
        for (int at = 0; at < code.length(); at++) {
            if (code.charAt(at) == '{') {
                open.push(at);
                isType.push(TYPE.matcher(headerOf(code, at)).find());
            } else if (code.charAt(at) == '}') {
                int begin = open.pop();
                boolean type = isType.pop();
                boolean inType = !isType.isEmpty() && isType.peek();
                blocks.add(block(code, begin, at, type ? Sort.TYPE : inType ? Sort.METHOD : Sort.OTHER, open.size()));
            }
        }
        blocks.sort((one, other) -> Integer.compare(one.begin(), other.begin()));
        return List.copyOf(blocks);
    }

    private static Block block(String code, int begin, int end, Sort sort, int depth) {
        String header = headerOf(code, begin);
        int start = begin - header.length();
        return new Block(sort, header, lineOf(code, start), lineOf(code, end), begin, end, depth);
    }

    /// From the first letter after the statement before it.
    private static String headerOf(String code, int brace) {
        int start = brace;
        while (start > 0 && ";{}".indexOf(code.charAt(start - 1)) < 0) {
            start--;
        }
        return code.substring(start, brace).stripLeading();
    }

    private static int lineOf(String code, int index) {
        return 1 + (int) code.substring(0, index).chars().filter(c -> c == '\n').count();
    }
}
