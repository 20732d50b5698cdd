/** Order without locks. */
@NullMarked
package io.algocratic.realtime.internal.order;

import org.jspecify.annotations.NullMarked;
