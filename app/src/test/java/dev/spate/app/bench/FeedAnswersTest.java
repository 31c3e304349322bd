package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedAnswersTest {
    private final List<Boolean> taken = new ArrayList<>();

    @Test
    void aLineWithAnIdIsTakenAndAnyOtherIsNotHoweverTheyAreCut() {
        byte[] bytes = "{\"id\":\"#1-2\"}\n{\"error\":\"no\"}\n\n{\"i\"}\r\n{\"id\":\"x\",\"duplicate\":true}\n{\"id\""
                .getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            taken.clear();
            var answers = new FeedAnswers(taken::add);
            answers.scan(bytes, 0, cut);
            answers.scan(bytes, cut, bytes.length);

            assertThat(taken).as("cut at %d", cut).containsExactly(true, false, false, true);
        }
    }
}
