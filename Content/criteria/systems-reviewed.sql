-- Every information system in use has an owner and a place, its day of renewal has not passed, and its entry
-- was gone through within a year. Before the first such look the register says nothing.
SELECT
    'information-systems' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.owner IS NULL OR x.renews_on < :on OR x.reviewed_on < :one_year_ago THEN 'not-met'
        WHEN x.reviewed_on IS NULL OR x.reviewed_on > :on OR x.network IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.owner IS NULL THEN 'no-owner'
        WHEN x.renews_on < :on THEN 'renewal-passed'
        WHEN x.reviewed_on < :one_year_ago THEN 'reviewed-long-ago'
        WHEN x.reviewed_on IS NULL OR x.reviewed_on > :on THEN 'unreviewed'
        WHEN x.network IS NULL THEN 'no-network'
        ELSE 'reviewed'
    END AS reason,
    x.renews_on AS detail_1,
    x.reviewed_on AS detail_2,
    CASE WHEN x.reviewed_on <= :on THEN x.reviewed_on END AS due
FROM information_systems x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
    AND EXISTS (SELECT 1 FROM information_systems g WHERE g.reviewed_on IS NOT NULL)
ORDER BY x.id
