-- Every information system has an owner and a place, and its day of renewal has not passed unnoticed.
SELECT
    'information-systems' AS subject_register,
    s.id AS subject_id,
    s.name AS subject_label,
    CASE
        WHEN s.owner IS NULL OR s.renews_on < :on THEN 'not-met'
        WHEN s.network IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN s.owner IS NULL THEN 'no-owner'
        WHEN s.renews_on < :on THEN 'renewal-passed'
        WHEN s.network IS NULL THEN 'no-network'
        ELSE 'known'
    END AS reason,
    s.renews_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    s.renews_on AS due
FROM information_systems s
ORDER BY s.id
