package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.server.internal.http.Problem;
import java.util.List;

/// Publishes an array of drafts in order, and answers once for all.
///
/// Owner: the connection's event loop.
final class Batch {
    private final PublishCall call;
    private final List<Draft> drafts;
    private final PublishAnswers.Item[] items;
    private int answered;

    Batch(PublishCall call, List<Draft> drafts) {
        this.call = call;
        this.drafts = drafts;
        this.items = new PublishAnswers.Item[drafts.size()];
    }

    void publish() {
        if (drafts.isEmpty()) {
            call.request().answer(PublishAnswers.batch(List.of()));
        }
        for (int index = 0; index < items.length; index++) {
            publish(index);
        }
    }

    private void publish(int index) {
        switch (drafts.get(index)) {
            case Draft.Ready(Publication publication) ->
                call.publish(publication, result -> answered(index, PublishAnswers.item(result)));
            case Draft.Flawed(Problem problem) -> answered(index, new PublishAnswers.Item.Failed(problem));
        }
    }

    private void answered(int index, PublishAnswers.Item item) {
        items[index] = item;
        answered++;
        if (answered == items.length) {
            call.request().answer(PublishAnswers.batch(List.of(items)));
        }
    }
}
