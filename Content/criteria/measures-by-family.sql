-- Each of the four families has a measure in force; every one of them was looked at within three months and
-- works; nothing planned is late. Before the first measure the register says nothing.
SELECT
    'measure-families' AS subject_register,
    x.code AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN k.broken > 0 OR k.overdue > 0 OR k.oldest < :three_months_ago THEN 'not-met'
        WHEN COALESCE(k.in_force, 0) = 0 OR k.unchecked > 0 THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN k.broken > 0 THEN 'not-working'
        WHEN k.overdue > 0 THEN 'overdue'
        WHEN k.oldest < :three_months_ago THEN 'checked-long-ago'
        WHEN COALESCE(k.in_force, 0) = 0 THEN 'no-measure'
        WHEN k.unchecked > 0 THEN 'unchecked'
        ELSE 'working'
    END AS reason,
    CASE WHEN k.broken > 0 THEN CAST(k.broken AS TEXT) WHEN k.overdue > 0 THEN CAST(k.overdue AS TEXT) ELSE CAST(k.unchecked AS TEXT) END AS detail_1,
    k.oldest AS detail_2,
    CASE WHEN k.unchecked = 0 THEN k.oldest END AS due
FROM (
    SELECT 'physical' AS code, '物理的対策' AS name
    UNION ALL
    SELECT 'personnel', '人的対策'
    UNION ALL
    SELECT 'technical', '技術的対策'
    UNION ALL
    SELECT 'operation', '運用の対策'
) x
LEFT JOIN (
    SELECT m.family,
        SUM(CASE WHEN m.state = 'in-force' THEN 1 ELSE 0 END) AS in_force,
        SUM(CASE WHEN m.state = 'in-force' AND m.works = 'refuted' THEN 1 ELSE 0 END) AS broken,
        SUM(CASE WHEN m.state = 'planned' AND m.due_on < :on THEN 1 ELSE 0 END) AS overdue,
        SUM(CASE WHEN m.state = 'in-force' AND COALESCE(m.checked_on, '9999-12-31') > :on THEN 1 ELSE 0 END) AS unchecked,
        MIN(CASE WHEN m.state = 'in-force' AND m.checked_on <= :on THEN m.checked_on END) AS oldest
    FROM measures m
    WHERE COALESCE(m.ends_on, '9999-12-31') >= :on
    GROUP BY m.family
) k ON k.family = x.code
WHERE EXISTS (SELECT 1 FROM measures g)
ORDER BY x.code
