package io.algocratic.realtime.internal.flush;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The links of a loop in a ring, which of them are dirty, and how far round the loop has come. Guarded by its loop.
 *
 * <p>Dirty links are taken in the order of the ring, not in the order in which they became dirty. So the link that has
 * waited longest since its last write comes next, and while one round of a large room is under way, the messages that
 * arrive meanwhile gather for each link until the round comes to it again: a write carries all that arrived in a round,
 * whenever in it they arrived.
 */
final class LinkRing {
    /** Links are taken in groups of up to so many, one word of bits. */
    static final int GROUP = Long.SIZE;

    /** Removal moves the last one into the hole. */
    private final ArrayList<Link> links = new ArrayList<>();
    /** One bit a link. */
    private long[] dirty = new long[4];
    /** The word of bits to look at next. */
    private int cursor;

    int size() {
        return links.size();
    }

    List<Link> all() {
        return List.copyOf(links);
    }

    void add(Link link) {
        link.index = links.size();
        links.add(link);
        if (links.size() > dirty.length * GROUP) {
            dirty = Arrays.copyOf(dirty, dirty.length * 2);
        }
    }

    /** Removes a link; does nothing when it was removed. */
    void remove(Link link) {
        int hole = link.index;
        if (hole < 0) {
            return;
        }
        int end = links.size() - 1;
        Link last = links.remove(end);
        boolean moves = (dirty[end / GROUP] & bit(end)) != 0;
        dirty[end / GROUP] &= ~bit(end);
        if (last != link) {
            links.set(hole, last);
            last.index = hole;
            dirty[hole / GROUP] = moves ? dirty[hole / GROUP] | bit(hole) : dirty[hole / GROUP] & ~bit(hole);
        }
        link.index = -1;
    }

    /** Marks a link as dirty; does nothing when it was removed. */
    void mark(Link link) {
        if (link.index >= 0) {
            dirty[link.index / GROUP] |= bit(link.index);
        }
    }

    boolean anyDirty() {
        for (long word : dirty) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the next dirty links in the ring, which are clean then.
     *
     * @param into holds {@value Long#SIZE} at least
     * @return how many; 0 when none is dirty
     */
    int take(@Nullable Link[] into) {
        for (int looked = 0; looked < dirty.length; looked++) {
            int word = cursor;
            cursor = cursor + 1 == dirty.length ? 0 : cursor + 1;
            long bits = dirty[word];
            if (bits != 0) {
                dirty[word] = 0;
                int count = 0;
                for (; bits != 0; bits &= bits - 1) {
                    into[count++] = links.get(word * GROUP + Long.numberOfTrailingZeros(bits));
                }
                return count;
            }
        }
        return 0;
    }

    private static long bit(int index) {
        return 1L << index;
    }
}
