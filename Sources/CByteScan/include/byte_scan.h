#ifndef TORIDE_BYTE_SCAN_H
#define TORIDE_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// One bit for each of 64 bytes that equals `wanted`; bit 0 is the first byte.
static inline uint64_t toride_equal_mask(const uint8_t *bytes, uint8_t wanted) {
#if defined(__SSE2__)
    const __m128i pattern = _mm_set1_epi8((char)wanted);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, pattern)) << (16 * part);
    }
    return mask;
#else
    uint64_t mask = 0;
    for (int index = 0; index < 64; index++) mask |= (uint64_t)(bytes[index] == wanted) << index;
    return mask;
#endif
}

// Those bits of 64 whose byte stands behind an odd run of backslashes. `carry` is 1 where the block before ended in
// such a run, and is set for the next block.
static inline uint64_t toride_escaped(uint64_t backslashes, uint64_t *carry) {
    uint64_t escaped = *carry;
    backslashes &= ~*carry;
    *carry = 0;
    while (backslashes != 0) {
        const uint64_t first = backslashes & -backslashes;
        escaped |= first << 1;
        if (first >> 63) *carry = 1;
        backslashes &= ~(first | first << 1);
    }
    return escaped;
}

// Writes the places of the quotes that no backslash escapes; `places` has room for `count` of them. `has_unicode` is set to
// whether some `\\u` stands there. Reads nothing behind `bytes + count`.
static inline size_t toride_json_quotes(
    const uint8_t *bytes, size_t count, uint32_t *places, uint64_t *has_unicode
) {
    uint64_t carry = 0;
    *has_unicode = 0;
    size_t found = 0;
    for (size_t start = 0; start < count; start += 64) {
        uint8_t padded[64];
        const uint8_t *block = bytes + start;
        if (count - start < 64) {
            for (size_t index = 0; index < 64; index++) padded[index] = index < count - start ? block[index] : 0;
            block = padded;
        }
        const uint64_t escaped = toride_escaped(toride_equal_mask(block, '\\'), &carry);
        if (escaped != 0) *has_unicode |= toride_equal_mask(block, 'u') & escaped;
        uint64_t quotes = toride_equal_mask(block, '"') & ~escaped;
        while (quotes != 0) {
            places[found++] = (uint32_t)(start + (size_t)__builtin_ctzll(quotes));
            quotes &= quotes - 1;
        }
    }
    return found;
}

// The four bytes at `bytes`, with the bit set in which upper and lower case differ; also makes other bytes equal, which a
// filter may.
static inline uint32_t toride_gram(const uint8_t *bytes) {
    uint32_t gram;
    memcpy(&gram, bytes, 4);
    return gram | 0x20202020u;
}

static inline uint32_t toride_gram_hash(uint32_t gram, uint32_t shift) { return (gram * 0x9E3779B1u) >> shift; }

// The first place from `from` on, in steps, whose gram has its bit in the map; `count` or more where there is none. Places
// do not wait for each other, so that the processor looks at several at once.
static inline size_t toride_next_gram(
    const uint8_t *bytes, size_t from, size_t count, size_t step, const uint64_t *map, uint32_t shift
) {
    size_t place = from;
    for (; place + 3 * step + 4 <= count; place += 4 * step) {
        uint64_t found = 0;
        for (size_t turn = 0; turn < 4; turn++) {
            const uint32_t hash = toride_gram_hash(toride_gram(bytes + place + turn * step), shift);
            found |= (map[hash >> 6] >> (hash & 63) & 1) << turn;
        }
        if (found != 0) return place + step * (size_t)__builtin_ctzll(found);
    }
    for (; place + 4 <= count; place += step) {
        const uint32_t hash = toride_gram_hash(toride_gram(bytes + place), shift);
        if (map[hash >> 6] >> (hash & 63) & 1) return place;
    }
    return count;
}

// The same for two bytes, over a map of all 65,536 pairs.
static inline size_t toride_next_pair(const uint8_t *bytes, size_t from, size_t count, const uint64_t *map) {
    for (size_t place = from; place + 2 <= count; place++) {
        uint16_t pair;
        memcpy(&pair, bytes + place, 2);
        pair |= 0x2020u;
        if (map[pair >> 6] >> (pair & 63) & 1) return place;
    }
    return count;
}

// Copies up to the first backslash, at most `count` bytes, and says how many. May write seven bytes more than that, and
// reads none behind `from + count`.
static inline size_t toride_copy_to_backslash(uint8_t *to, const uint8_t *from, size_t count) {
    size_t done = 0;
    while (done + 8 <= count) {
        uint64_t word;
        memcpy(&word, from + done, 8);
        memcpy(to + done, &word, 8);
        const uint64_t zeros = word ^ 0x5C5C5C5C5C5C5C5CULL;
        const uint64_t marks = (zeros - 0x0101010101010101ULL) & ~zeros & 0x8080808080808080ULL;
        if (marks != 0) return done + (size_t)(__builtin_ctzll(marks) >> 3);
        done += 8;
    }
    while (done < count && from[done] != 0x5C) {
        to[done] = from[done];
        done++;
    }
    return done;
}

#endif
