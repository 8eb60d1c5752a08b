-- A pledge is confirmed by everybody of whom it is asked; after its day one is missing.
-- Those asked are in service and not on leave on :on, of the notice's unit or of all, each once; whoever was
-- taken on again has read what was read before. A changed text has another digest and counts as unread.
SELECT
    'staff-notices' AS subject_register,
    t.id AS subject_id,
    t.title AS subject_label,
    CASE WHEN t.missing = 0 THEN 'met' WHEN t.due_on < :on THEN 'not-met' ELSE 'undetermined' END AS state,
    CASE WHEN t.missing = 0 THEN 'read' WHEN t.due_on < :on THEN 'unread' ELSE 'being-read' END AS reason,
    CAST(t.missing AS TEXT) AS detail_1,
    t.due_on AS detail_2,
    CASE WHEN t.missing > 0 THEN t.due_on END AS due
FROM (
    SELECT
        n.id,
        n.title,
        n.due_on,
        COUNT(DISTINCT COALESCE(p.staff_number, p.id)) - COUNT(DISTINCT k.staff) AS missing
    FROM staff_notices n
    JOIN people p ON n.unit IS NULL OR n.unit = p.unit
    LEFT JOIN (
        SELECT a.notice, a.text_hash, COALESCE(r.staff_number, r.id) AS staff
        FROM acknowledgements a
        JOIN people r ON r.id = a.person
        WHERE a.acknowledged_on <= :on
    ) k ON k.notice = n.id AND k.text_hash = n.text_hash AND k.staff = COALESCE(p.staff_number, p.id)
    WHERE n.purpose = 'pledge' AND n.starts_on <= :on AND COALESCE(n.ends_on, '9999-12-31') >= :on
        AND COALESCE(p.starts_on, '') <= :on AND COALESCE(p.ends_on, '9999-12-31') >= :on
        AND NOT (COALESCE(p.leave_from, '9999-12-31') <= :on AND COALESCE(p.leave_to, '9999-12-31') >= :on)
    GROUP BY n.id, n.title, n.due_on
) t
ORDER BY t.id
