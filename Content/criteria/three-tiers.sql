-- The individual-number tier asks for a second factor and lets nothing be written to media; the LGWAN tier
-- is split off and sanitized. Somebody looked at the settings within a year. As long as nobody has recorded
-- such a look, the register says nothing.
SELECT
    'networks' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.tier = 'individual-number' AND x.has_second_factor = 'refuted' OR x.tier =
            'individual-number' AND x.exports_blocked = 'refuted' OR x.tier = 'lgwan' AND x.sanitizes =
            'refuted' OR x.tier_confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.tier_confirmed_on IS NULL OR x.tier_confirmed_on > :on OR (x.tier = 'individual-number' AND
            (x.has_second_factor IS NULL OR x.exports_blocked IS NULL)) OR (x.tier = 'lgwan' AND x.sanitizes
            IS NULL) THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.tier = 'individual-number' AND x.has_second_factor = 'refuted' THEN 'single-factor'
        WHEN x.tier = 'individual-number' AND x.exports_blocked = 'refuted' THEN 'exports-open'
        WHEN x.tier = 'lgwan' AND x.sanitizes = 'refuted' THEN 'unsanitized'
        WHEN x.tier_confirmed_on < :one_year_ago THEN 'confirmed-long-ago'
        WHEN x.tier_confirmed_on IS NULL OR x.tier_confirmed_on > :on THEN 'unconfirmed'
        WHEN (x.tier = 'individual-number' AND (x.has_second_factor IS NULL OR x.exports_blocked IS NULL))
            OR (x.tier = 'lgwan' AND x.sanitizes IS NULL) THEN 'result-unknown'
        ELSE 'confirmed'
    END AS reason,
    x.tier_confirmed_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CASE WHEN x.tier_confirmed_on <= :on THEN x.tier_confirmed_on END AS due
FROM networks x
WHERE x.tier IN ('individual-number', 'lgwan')
    AND EXISTS (SELECT 1 FROM networks g WHERE g.tier_confirmed_on IS NOT NULL)
ORDER BY x.id
