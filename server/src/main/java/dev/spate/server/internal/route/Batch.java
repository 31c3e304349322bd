package dev.spate.server.internal.route;

import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.server.internal.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Publishes an array of drafts in order, and answers once for all.
///
/// Owner: the connection's event loop.
final class Batch {
    private final HubCall call;
    private final List<Draft> drafts;

    Batch(HubCall call, List<Draft> drafts) {
        this.call = call;
        this.drafts = drafts;
    }

    void publish() {
        var items = new ArrayList<CompletableFuture<PublishAnswers.Item>>(drafts.size());
        for (Draft draft : drafts) {
            items.add(
                    switch (draft) {
                        case Draft.Ready(Publication publication) ->
                            call.hub()
                                    .publish(Principal.ANONYMOUS, publication)
                                    .handle(PublishAnswers::item)
                                    .toCompletableFuture();
                        case Draft.Flawed(Problem problem) ->
                            CompletableFuture.completedFuture(new PublishAnswers.Item.Failed(problem));
                    });
        }
        call.whenDone(
                CompletableFuture.allOf(items.toArray(CompletableFuture[]::new)),
                _ -> call.answer(PublishAnswers.batch(
                        items.stream().map(CompletableFuture::join).toList())));
    }
}
