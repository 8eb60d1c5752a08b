-- What was bought this fiscal year stands in one of the schemes, or it is written why it was chosen all the
-- same; its maker's country is known, and somebody decided before it was bought.
SELECT
    'purchased-products' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.scheme = 'none' AND COALESCE(x.reason, '') = '' OR x.decided_on > x.bought_on THEN 'not-met'
        WHEN x.decision IS NULL OR x.decided_on IS NULL OR x.decided_on > :on OR x.scheme IS NULL OR
            COALESCE(x.maker_country, '') = '' THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.scheme = 'none' AND COALESCE(x.reason, '') = '' THEN 'unlisted-without-reason'
        WHEN x.decided_on > x.bought_on THEN 'decided-late'
        WHEN x.decision IS NULL OR x.decided_on IS NULL OR x.decided_on > :on THEN 'undecided'
        WHEN x.scheme IS NULL THEN 'scheme-unknown'
        WHEN COALESCE(x.maker_country, '') = '' THEN 'country-unknown'
        ELSE 'decided'
    END AS reason,
    x.maker AS detail_1,
    x.decided_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM purchased_products x
WHERE COALESCE(x.decision, '') <> 'refused' AND x.bought_on >= :year_start AND x.bought_on <= :on
ORDER BY x.id
