#ifndef TORIDE_BYTE_SCAN_H
#define TORIDE_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
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

// Writes the places of the quotes that no backslash escapes; `places` has room for `count` of them.
// Reads nothing behind `bytes + count`.
static inline size_t toride_json_quotes(const uint8_t *bytes, size_t count, uint32_t *places) {
    uint64_t carry = 0;
    size_t found = 0;
    for (size_t start = 0; start < count; start += 64) {
        uint8_t padded[64];
        const uint8_t *block = bytes + start;
        if (count - start < 64) {
            for (size_t index = 0; index < 64; index++) padded[index] = index < count - start ? block[index] : 0;
            block = padded;
        }
        const uint64_t escaped = toride_escaped(toride_equal_mask(block, '\\'), &carry);
        uint64_t quotes = toride_equal_mask(block, '"') & ~escaped;
        while (quotes != 0) {
            places[found++] = (uint32_t)(start + (size_t)__builtin_ctzll(quotes));
            quotes &= quotes - 1;
        }
    }
    return found;
}

#endif
