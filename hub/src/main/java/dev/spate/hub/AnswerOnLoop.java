package dev.spate.hub;

import java.util.function.Consumer;

/// How a publisher that runs on a loop wants to be answered. Thread-safe: immutable.
///
/// @param loop where the answer is told: the loop that the publisher runs on
/// @param after how safe the publication is to be by then; see [Hub#durability()]
/// @param then takes what became of the publication, once, on the loop. It must not block
public record AnswerOnLoop(DeliveryLoop loop, Durability after, Consumer<? super PublishResult> then) {}
