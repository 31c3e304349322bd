package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spate.wire.VectorFile.ParseVector;
import dev.spate.wire.VectorFile.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every vector of `spec/event-stream`, fed whole, byte by byte, and split at every point.
class ParserVectorsTest {

    @TestFactory
    List<DynamicContainer> vectors() throws IOException {
        List<DynamicContainer> files = new ArrayList<>();
        for (Path file : VectorFile.parseFiles()) {
            Stream<DynamicNode> tests =
                    VectorFile.parse(file).vectors().stream().map(ParserVectorsTest::tests);
            files.add(dynamicContainer(file.getFileName().toString(), tests));
        }
        return files;
    }

    @Test
    void thereAreManyAndEachNamesItsClauseAndItself() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : VectorFile.parseFiles()) {
            for (ParseVector vector : VectorFile.parse(file).vectors()) {
                assertThat(vector.clause()).matches("9\\.2\\.[3-7] .+");
                names.add(file.getFileName() + ": " + vector.name());
            }
        }

        assertThat(names).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    private static DynamicNode tests(ParseVector vector) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("whole", () -> check(vector, ParserVectorsTest::whole)));
        tests.add(dynamicTest("byte by byte", () -> check(vector, ParserVectorsTest::byteByByte)));
        tests.add(dynamicTest("split at every point", () -> checkEverySplit(vector)));
        if (vector.steps() != null) {
            tests.add(dynamicTest("step by step", () -> checkSteps(vector)));
        }
        return dynamicContainer(vector.name() + " (" + vector.clause() + ")", tests);
    }

    private interface Feeding {
        void feed(EventParser parser, byte[] input) throws EventStreamException;
    }

    private static void whole(EventParser parser, byte[] input) throws EventStreamException {
        parser.feed(input, 0, input.length);
    }

    private static void byteByByte(EventParser parser, byte[] input) throws EventStreamException {
        for (int i = 0; i < input.length; i++) {
            parser.feed(input, i, 1);
        }
    }

    private static Feeding splitAt(int point) {
        return (parser, input) -> {
            int split = Math.min(point, input.length);
            parser.feed(input, 0, split);
            parser.feed(input, split, input.length - split);
        };
    }

    private static void checkEverySplit(ParseVector vector) throws EventStreamException {
        int longest =
                vector.inputs().stream().mapToInt(input -> input.length).max().orElseThrow();
        for (int point = 0; point <= longest; point++) {
            check(vector, splitAt(point));
        }
    }

    private static void check(ParseVector vector, Feeding feeding) throws EventStreamException {
        Recording recording = new Recording();
        EventParser parser = new EventParser(recording, EventParser.Limits.USUAL, vector.resumeId());
        List<byte[]> inputs = vector.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            feeding.feed(parser, inputs.get(i));
            parser.reconnected();
            if (vector.connections() != null) {
                assertThat(parser.lastEventId())
                        .isEqualTo(vector.connections().get(i).lastEventId());
            }
        }

        assertThat(recording.result()).isEqualTo(vector.expect().result());
        assertThat(parser.lastEventId()).isEqualTo(vector.expect().lastEventId());
    }

    private static void checkSteps(ParseVector vector) throws EventStreamException {
        Recording recording = new Recording();
        EventParser parser = new EventParser(recording);
        for (Step step : vector.steps()) {
            whole(parser, step.bytes());
            checkCount(step.after().events(), recording.events);
            checkCount(step.after().comments(), recording.comments);
            checkCount(step.after().retry(), recording.retries);
        }
    }

    private static void checkCount(Integer expected, List<?> received) {
        if (expected != null) {
            assertThat(received).hasSize(expected);
        }
    }
}
