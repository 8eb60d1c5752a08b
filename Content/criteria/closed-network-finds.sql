-- What somebody saw on site, or what the register of machines says by itself, can break the separation of a
-- closed network: a machine on both sides, a wrong cable, radio, a SIM card; until it is mended.
SELECT
    'closed-network-checks' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN x.dual_homed_count > 0 OR x.no_wireless = 'refuted' OR x.no_sim = 'refuted' OR x.ports_match =
            'refuted' THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.dual_homed_count > 0 THEN 'dual-homed'
        WHEN x.no_wireless = 'refuted' OR x.no_sim = 'refuted' THEN 'wireless'
        WHEN x.ports_match = 'refuted' THEN 'ports-differ'
        ELSE 'clean'
    END AS reason,
    COALESCE(n.name, '閉域') AS detail_1,
    CAST(x.dual_homed_count AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM closed_network_checks x
LEFT JOIN networks n ON n.id = x.network
WHERE x.checked_on <= :on AND COALESCE(x.mended_on, '9999-12-31') > :on
UNION ALL
SELECT
    'devices',
    x.id,
    x.name,
    CASE
        WHEN n.exposure <> m.exposure THEN 'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN n.exposure <> m.exposure THEN 'bridges'
        ELSE 'one-side'
    END,
    CASE WHEN n.exposure = 'closed' THEN n.name ELSE m.name END,
    CASE WHEN n.exposure = 'closed' THEN m.name ELSE n.name END,
    CAST(NULL AS TEXT)
FROM devices x
JOIN networks n ON n.id = x.network
JOIN networks m ON m.id = x.second_network
WHERE COALESCE(x.state, 'in-use') = 'in-use'
ORDER BY subject_register, subject_id
