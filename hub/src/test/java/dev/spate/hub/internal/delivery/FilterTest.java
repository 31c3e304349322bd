package dev.spate.hub.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When two subscriptions share an audience: the texts of their filters.
final class FilterTest {
    private static final List<Matcher> NOBODY = List.of();

    @Test
    void theOrderInWhichSomethingIsAskedForMakesNoDifference() {
        var one = new Filter(matchers("a", "b/{x}", "*"), Set.of("t", "u"), Set.of("k", "l"), matchers("g", "h"));
        var other = new Filter(matchers("*", "b/{x}", "a"), Set.of("u", "t"), Set.of("l", "k"), matchers("h", "g"));

        assertThat(one.text()).isEqualTo(other.text());
    }

    @Test
    void whatIsAskedForInAnotherPlaceIsSomethingElse() {
        assertThat(List.of(
                        new Filter(matchers("a", "b"), Set.of(), Set.of(), NOBODY).text(),
                        new Filter(matchers("a"), Set.of("b"), Set.of(), NOBODY).text(),
                        new Filter(matchers("a"), Set.of(), Set.of("b"), NOBODY).text(),
                        new Filter(matchers("a"), Set.of(), Set.of(), matchers("b")).text(),
                        new Filter(matchers("a"), Set.of(), Set.of(), NOBODY).text()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anExactTopicThatLooksLikeATemplateIsSomethingElse() {
        List<Matcher> exact = List.of(new Matcher.Exact(new Topic("a/{x}")));

        assertThat(new Filter(exact, Set.of(), Set.of(), NOBODY).text())
                .isNotEqualTo(new Filter(matchers("a/{x}"), Set.of(), Set.of(), NOBODY).text());
    }

    private static List<Matcher> matchers(String... texts) {
        return List.of(texts).stream().map(Matcher::parse).toList();
    }
}
