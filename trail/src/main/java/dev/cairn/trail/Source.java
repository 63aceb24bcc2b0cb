package dev.cairn.trail;

import dev.cairn.kernel.Component;
import dev.cairn.kernel.Report;

/**
 * A part that turns what it sees into records and acknowledges what the journal has made durable.
 */
public interface Source extends Component, Report.Reporting {}
