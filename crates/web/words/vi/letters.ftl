# Thư gửi cán bộ qua thư điện tử.
letter-greeting = Kính gửi { $name },
letter-digest-subject = Bản tin nhiệm vụ tuần từ { $week }
letter-digest-subject-late = Bản tin nhiệm vụ tuần từ { $week }: có việc trễ hạn
letter-digest-late = Nhiệm vụ của anh/chị đã quá hạn:
letter-digest-ends = Nhiệm vụ của anh/chị hết hạn trong tuần này và tuần sau:
letter-task = - { $deed } ({ $number }), hạn { $due }
letter-sum-given = { $name }, việc được giao:
letter-sum-assigned = { $name }, việc đã giao cho đơn vị khác:
letter-sum-late = - đang trễ: { $count }
letter-sum-ends = - hết hạn trong tuần này và tuần sau: { $count }
letter-sum-to-check = - sản phẩm chờ kiểm tra, nghiệm thu: { $count }
letter-sum-kept = - tuần trước xong đúng hạn: { $count }
letter-sum-broken = - tuần trước xong quá hạn: { $count }
letter-digest-page = Xem bản tin tuần trên hệ thống:
letter-digest-why = Thư này gửi mỗi tuần một lần cho cán bộ có nhiệm vụ cần biết; tuần không có gì thì không gửi. Hệ thống gửi tự động, anh/chị không trả lời thư này.
