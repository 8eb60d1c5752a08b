-- Every section that keeps assets has its assets in the ledger and went through them this fiscal year; a
-- section without a single asset has not been asked yet. What nobody keeps is named by itself.
SELECT
    s.subject_register,
    s.subject_id,
    s.subject_label,
    s.state,
    s.reason,
    s.detail_1,
    s.detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT
        'organization-units' AS subject_register,
        u.id AS subject_id,
        u.name AS subject_label,
        CASE
            WHEN c.assets IS NULL THEN 'undetermined'
            WHEN c.oldest >= :year_start THEN 'met'
            WHEN c.oldest = '' THEN 'undetermined'
            ELSE 'not-met'
        END AS state,
        CASE
            WHEN c.assets IS NULL THEN 'no-assets'
            WHEN c.oldest >= :year_start THEN 'reviewed'
            WHEN c.oldest = '' THEN 'some-unconfirmed'
            WHEN c.oldest >= :previous_year_start THEN 'reviewed-last-year'
            ELSE 'reviewed-long-ago'
        END AS reason,
        CAST(c.assets AS TEXT) AS detail_1,
        CASE WHEN c.oldest = '' THEN CAST(c.unconfirmed AS TEXT) ELSE c.oldest END AS detail_2
    FROM organization_units u
    LEFT JOIN (
        SELECT
            a.keeper,
            COUNT(*) AS assets,
            MIN(CASE WHEN a.classified_on <= :on THEN a.classified_on ELSE '' END) AS oldest,
            SUM(CASE WHEN a.classified_on <= :on THEN 0 ELSE 1 END) AS unconfirmed
        FROM information_assets a
        WHERE a.keeper IS NOT NULL
        GROUP BY a.keeper
    ) c ON c.keeper = u.id
    WHERE u.keeps_assets = 1
    UNION ALL
    SELECT 'information-assets', a.id, a.name, 'not-met', 'no-keeper', CAST(NULL AS TEXT), CAST(NULL AS TEXT)
    FROM information_assets a
    WHERE a.keeper IS NULL
) s
ORDER BY s.subject_register, s.subject_id
