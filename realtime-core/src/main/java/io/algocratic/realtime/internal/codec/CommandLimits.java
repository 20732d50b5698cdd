package io.algocratic.realtime.internal.codec;

/**
 * What the reader of commands enforces.
 *
 * @param commandBytes the largest command, bytes of UTF-8
 * @param dataDepth how deep data may be nested
 * @param historyPage the most messages one command asks for
 * @param membersPage the most members one command asks for
 */
public record CommandLimits(int commandBytes, int dataDepth, int historyPage, int membersPage) {}
