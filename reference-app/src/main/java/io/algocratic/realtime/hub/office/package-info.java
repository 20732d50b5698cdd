/** AlgoCratic: its departments, and employees who are simulated but take part like everybody else. */
@NullMarked
package io.algocratic.realtime.hub.office;

import org.jspecify.annotations.NullMarked;
