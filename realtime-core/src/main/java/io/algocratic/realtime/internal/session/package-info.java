/** Sessions and their links: from the first command to the close. */
@NullMarked
package io.algocratic.realtime.internal.session;

import org.jspecify.annotations.NullMarked;
