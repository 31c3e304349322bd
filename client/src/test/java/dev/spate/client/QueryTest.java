package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    @ParameterizedTest
    @CsvSource({
        "http://h,http://h?n=v",
        "http://h/,http://h/?n=v",
        "http://h/?,http://h/?n=v",
        "http://h/?a=%20b,http://h/?a=%20b&n=v",
        "http://h/?n=1,http://h/?n=1&n=v",
        "http://h/#f?,http://h/?n=v"
    })
    void aParameterIsAdded(URI uri, URI expected) {
        assertThat(Query.plus(uri, "n", "v")).isEqualTo(expected);
    }

    @Test
    void allButTheUnreservedIsPercentEncoded() {
        assertThat(Query.encode("aZ09-._~ +&=#%/é😀")).isEqualTo("aZ09-._~%20%2B%26%3D%23%25%2F%C3%A9%F0%9F%98%80");
    }

    @Test
    void aLoneSurrogateIsReplaced() {
        assertThat(Query.encode("a\uD800b")).isEqualTo("a%EF%BF%BDb");
    }
}
