// Where certain bytes stand among the next 64, one bit for each place, lowest first. Reads 64 bytes at `p`.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct toride_masks {
    uint64_t first, second, third;
};

#if defined(__SSE2__)
#include <emmintrin.h>

static inline struct toride_masks toride_masks_of(const uint8_t *p, uint8_t a, uint8_t b, uint8_t c) {
    const __m128i wantA = _mm_set1_epi8((char)a), wantB = _mm_set1_epi8((char)b), wantC = _mm_set1_epi8((char)c);
    struct toride_masks masks = {0, 0, 0};
    for (int i = 0; i < 4; i++) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        masks.first |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wantA)) << (16 * i);
        masks.second |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wantB)) << (16 * i);
        masks.third |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wantC)) << (16 * i);
    }
    return masks;
}
#else
static inline struct toride_masks toride_masks_of(const uint8_t *p, uint8_t a, uint8_t b, uint8_t c) {
    struct toride_masks masks = {0, 0, 0};
    for (int i = 0; i < 64; i++) {
        masks.first |= (uint64_t)(p[i] == a) << i;
        masks.second |= (uint64_t)(p[i] == b) << i;
        masks.third |= (uint64_t)(p[i] == c) << i;
    }
    return masks;
}
#endif

// Where `text` begins in the `count` bytes at `p`, or -1. Reads up to 15 bytes beyond them.
static inline ptrdiff_t toride_find(const uint8_t *p, ptrdiff_t count, const uint8_t *text, ptrdiff_t length) {
    if (length <= 0 || length > count) return length == 0 ? 0 : -1;
    const ptrdiff_t last = count - length;
#if defined(__SSE2__)
    const __m128i head = _mm_set1_epi8((char)text[0]), tail = _mm_set1_epi8((char)text[length - 1]);
    for (ptrdiff_t i = 0; i <= last; i += 16) {
        const __m128i heads = _mm_cmpeq_epi8(head, _mm_loadu_si128((const __m128i *)(p + i)));
        const __m128i tails = _mm_cmpeq_epi8(tail, _mm_loadu_si128((const __m128i *)(p + i + length - 1)));
        uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_and_si128(heads, tails));
        while (found) {
            const ptrdiff_t place = i + __builtin_ctz(found);
            if (place > last) return -1;
            if (memcmp(p + place, text, (size_t)length) == 0) return place;
            found &= found - 1;
        }
    }
    return -1;
#else
    for (ptrdiff_t i = 0; i <= last; i++) {
        if (p[i] == text[0] && memcmp(p + i, text, (size_t)length) == 0) return i;
    }
    return -1;
#endif
}

// The first place from `from` on where the byte stands, `end` where none does. Reads up to 15 bytes beyond `end`.
static inline ptrdiff_t toride_place_of(const uint8_t *p, ptrdiff_t from, ptrdiff_t end, uint8_t byte) {
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)byte);
    for (ptrdiff_t at = from; at < end; at += 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(p + at));
        const uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted));
        if (found) {
            const ptrdiff_t place = at + __builtin_ctz(found);
            return place < end ? place : end;
        }
    }
    return end;
#else
    for (ptrdiff_t at = from; at < end; at++) {
        if (p[at] == byte) return at;
    }
    return end;
#endif
}

// The number that one to eight digits write, -1 where anything else stands there. Reads eight bytes at `p`.
static inline int64_t toride_short_number(const uint8_t *p, ptrdiff_t count) {
    if (count < 1 || count > 8) return -1;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t word;
    memcpy(&word, p, 8);
    if (count < 8) word = word << (64 - 8 * count) | 0x3030303030303030ULL >> (8 * count);
    const uint64_t tens = 0x3030303030303030ULL, high = 0xF0F0F0F0F0F0F0F0ULL;
    if (((word & high) ^ tens) | (((word + 0x0606060606060606ULL) & high) ^ tens)) return -1;
    word = (word & 0x0F0F0F0F0F0F0F0FULL) * 2561 >> 8;
    word = (word & 0x00FF00FF00FF00FFULL) * 6553601 >> 16;
    return (int64_t)((word & 0x0000FFFF0000FFFFULL) * 42949672960001ULL >> 32);
#else
    int64_t number = 0;
    for (ptrdiff_t at = 0; at < count; at++) {
        if (p[at] < '0' || p[at] > '9') return -1;
        number = number * 10 + (p[at] - '0');
    }
    return number;
#endif
}
