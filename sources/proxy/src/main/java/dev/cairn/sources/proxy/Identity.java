package dev.cairn.sources.proxy;

/**
 * Where records come from.
 *
 * @param workspace whose rows they become
 * @param machine the host that the agents run on
 */
public record Identity(String workspace, String machine) {}
