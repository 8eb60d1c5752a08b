-- The closed network is separated logically and physically, its relays are listed, and somebody looked
-- within a year. What was never confirmed is unknown; what was refuted, has an exit, or was looked at too
-- long ago falls short.
SELECT
    'networks' AS subject_register,
    n.id AS subject_id,
    n.name AS subject_label,
    CASE
        WHEN n.logically_separated = 'refuted' OR n.physically_separated = 'refuted'
            OR n.relays_listed = 'refuted' OR n.internet_exits > 0 THEN 'not-met'
        WHEN n.separation_confirmed_on < :one_year_ago THEN 'not-met'
        WHEN n.logically_separated IS NULL OR n.physically_separated IS NULL OR n.relays_listed IS NULL
            OR n.separation_confirmed_on IS NULL OR n.separation_confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN n.internet_exits > 0 THEN 'has-exit'
        WHEN n.logically_separated = 'refuted' THEN 'logical-refuted'
        WHEN n.physically_separated = 'refuted' THEN 'physical-refuted'
        WHEN n.relays_listed = 'refuted' THEN 'relays-unlisted'
        WHEN n.separation_confirmed_on < :one_year_ago THEN 'outdated'
        WHEN n.logically_separated IS NULL THEN 'logical-unconfirmed'
        WHEN n.physically_separated IS NULL THEN 'physical-unconfirmed'
        WHEN n.relays_listed IS NULL THEN 'relays-unconfirmed'
        WHEN n.separation_confirmed_on IS NULL OR n.separation_confirmed_on > :on THEN 'day-unknown'
        ELSE 'separated'
    END AS reason,
    CAST(n.internet_exits AS TEXT) AS detail_1,
    n.separation_confirmed_on AS detail_2,
    CASE WHEN n.separation_confirmed_on <= :on THEN n.separation_confirmed_on END AS due
FROM networks n
WHERE n.exposure = 'closed'
ORDER BY n.id
