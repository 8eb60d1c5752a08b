-- Each of the five groups of threats has at least one risk; all of them were assessed this fiscal year; what
-- is to be reduced has a measure; what is accepted or stays grave was accepted by somebody. Before the first
-- risk the registers say nothing.
SELECT
    'threat-groups' AS subject_register,
    x.code AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN k.unaccepted > 0 OR k.unmeasured > 0 OR k.oldest > '' AND k.oldest < :previous_year_start OR
            k.oldest > '' AND k.oldest < :year_start THEN 'not-met'
        WHEN k.threat_group IS NULL OR k.open_ones > 0 OR k.oldest = '' THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN k.unaccepted > 0 THEN 'unaccepted'
        WHEN k.unmeasured > 0 THEN 'unmeasured'
        WHEN k.oldest > '' AND k.oldest < :previous_year_start THEN 'assessed-long-ago'
        WHEN k.oldest > '' AND k.oldest < :year_start THEN 'assessed-last-year'
        WHEN k.threat_group IS NULL THEN 'no-risk'
        WHEN k.open_ones > 0 OR k.oldest = '' THEN 'open'
        ELSE 'assessed'
    END AS reason,
    CASE WHEN k.unaccepted > 0 THEN CAST(k.unaccepted AS TEXT) ELSE CAST(k.unmeasured AS TEXT) END AS detail_1,
    CASE WHEN k.oldest > '' THEN k.oldest END AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT 'attack' AS code, '(1) 攻撃・侵入・内部不正' AS name
    UNION ALL
    SELECT 'mishap', '(2) 過失・管理の不備・故障'
    UNION ALL
    SELECT 'disaster', '(3) 災害'
    UNION ALL
    SELECT 'staffing', '(4) 感染症などによる要員の不足'
    UNION ALL
    SELECT 'lifelines', '(5) 電力・通信・水道の途絶'
) x
LEFT JOIN (
    SELECT t.threat_group, COUNT(*) AS risks, MIN(COALESCE(r.assessed_on, '')) AS oldest,
        SUM(CASE WHEN r.assessed_on > :on OR r.likelihood IS NULL OR r.impact IS NULL THEN 1 ELSE 0 END) AS open_ones,
        SUM(CASE WHEN r.treatment = 'reduce' AND m.risk IS NULL THEN 1 ELSE 0 END) AS unmeasured,
        SUM(CASE WHEN (r.treatment = 'accept' OR r.residual = '3') AND COALESCE(r.accepted_on, '9999-12-31') > :on
            THEN 1 ELSE 0 END) AS unaccepted
    FROM risks r
    JOIN threats t ON t.id = r.threat
    LEFT JOIN (SELECT l.risk FROM risk_measures l WHERE l.measure IS NOT NULL GROUP BY l.risk) m ON m.risk = r.id
    WHERE COALESCE(r.ends_on, '9999-12-31') >= :on
    GROUP BY t.threat_group
) k ON k.threat_group = x.code
WHERE EXISTS (SELECT 1 FROM risks g)
ORDER BY x.code
