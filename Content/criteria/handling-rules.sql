-- Every class that is in use has its rules, and somebody took samples this fiscal year and found them kept.
-- A class of information that no level of ours stands for has no rules that anybody could follow.
SELECT
    'classification-levels' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN r.rules IS NULL THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN r.rules IS NULL THEN 'level-without-rule'
        ELSE 'ruled'
    END AS reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM classification_levels x
LEFT JOIN (
    SELECT h.level, COUNT(*) AS rules FROM handling_rules h
    WHERE COALESCE(h.ends_on, '9999-12-31') >= :on GROUP BY h.level
) r ON r.level = x.id
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on AND COALESCE(x.confidentiality, '') <> '1'
    AND EXISTS (SELECT 1 FROM handling_rules g)
UNION ALL
SELECT
    'confidentiality-levels',
    x.code,
    x.code,
    CASE
        WHEN m.confidentiality IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN m.confidentiality IS NULL THEN 'class-unmapped'
        ELSE 'mapped'
    END,
    CAST(x.assets AS TEXT),
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM (SELECT a.confidentiality AS code, COUNT(*) AS assets FROM information_assets a
    WHERE a.confidentiality IS NOT NULL AND a.confidentiality <> '1' GROUP BY a.confidentiality) x
LEFT JOIN (
    SELECT l.confidentiality FROM classification_levels l
    WHERE COALESCE(l.ends_on, '9999-12-31') >= :on GROUP BY l.confidentiality
) m ON m.confidentiality = x.code
WHERE m.confidentiality IS NULL AND EXISTS (SELECT 1 FROM handling_rules g)
UNION ALL
SELECT
    'handling-rules',
    x.id,
    x.name,
    CASE
        WHEN x.sample_result = 'broken' AND x.sampled_on <= :on OR x.sampled_on < :previous_year_start OR
            x.sampled_on < :year_start THEN 'not-met'
        WHEN x.sampled_on IS NULL OR x.sampled_on > :on OR x.sample_result IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.sample_result = 'broken' AND x.sampled_on <= :on THEN 'broken'
        WHEN x.sampled_on < :previous_year_start THEN 'sampled-long-ago'
        WHEN x.sampled_on < :year_start THEN 'sampled-last-year'
        WHEN x.sampled_on IS NULL OR x.sampled_on > :on OR x.sample_result IS NULL THEN 'unsampled'
        ELSE 'kept'
    END,
    CAST(NULL AS TEXT),
    x.sampled_on,
    CAST(NULL AS TEXT)
FROM handling_rules x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY subject_register, subject_id
