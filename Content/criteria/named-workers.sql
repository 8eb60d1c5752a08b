-- Whoever works for a contractor on :on is employed where they say, and pledged before they began.
SELECT
    'named-workers' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.employment_checked = 'refuted' OR COALESCE(x.pledged_on, '9999-12-31') > :on THEN 'not-met'
        WHEN x.employment_checked IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.employment_checked = 'refuted' THEN 'not-employed'
        WHEN COALESCE(x.pledged_on, '9999-12-31') > :on THEN 'unpledged'
        WHEN x.employment_checked IS NULL THEN 'employment-unknown'
        ELSE 'pledged'
    END AS reason,
    COALESCE(c.title, '契約不明') AS detail_1,
    x.employer AS detail_2,
    x.ends_on AS due
FROM named_workers x
LEFT JOIN contracts c ON c.id = x.contract
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
