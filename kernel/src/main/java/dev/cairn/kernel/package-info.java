/**
 * What every running part needs.
 *
 * <p>Starting points: {@link dev.cairn.kernel.Component} (a part that runs), {@link
 * dev.cairn.kernel.Section} (what its configuration is read from), {@link
 * dev.cairn.kernel.CairnException} (how it fails).
 */
@NullMarked
package dev.cairn.kernel;

import org.jspecify.annotations.NullMarked;
