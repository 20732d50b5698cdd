package io.algocratic.realtime.internal.codec;

/**
 * The {@code id} of a command, kept as the JSON to answer with.
 *
 * @param json a quoted string of up to 64 characters, or an integer
 */
public record CommandId(String json) {}
