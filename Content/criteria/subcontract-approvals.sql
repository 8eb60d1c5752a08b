-- A subcontract that touches information was approved before its work began, is bound by the same
-- requirements, and what it held was proved erased within a month after its end.
SELECT
    'subcontracts' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.approved_on, '9999-12-31') > :on OR x.approved_on > x.starts_on OR x.clauses_bind =
            'refuted' OR x.ends_on < :one_month_ago AND COALESCE(x.erasure_proved_on, '9999-12-31') > :on
            THEN 'not-met'
        WHEN x.clauses_bind IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.approved_on, '9999-12-31') > :on OR x.approved_on > x.starts_on THEN 'unapproved'
        WHEN x.clauses_bind = 'refuted' THEN 'unbound'
        WHEN x.ends_on < :one_month_ago AND COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN
            'not-erased'
        WHEN x.clauses_bind IS NULL THEN 'binding-unknown'
        ELSE 'approved'
    END AS reason,
    COALESCE(c.title, '契約不明') AS detail_1,
    x.ends_on AS detail_2,
    CASE WHEN x.ends_on >= :on THEN x.ends_on END AS due
FROM subcontracts x
LEFT JOIN contracts c ON c.id = x.contract
WHERE COALESCE(x.handles_information, 1) = 1 AND COALESCE(x.starts_on, '') <= :on
ORDER BY x.id
