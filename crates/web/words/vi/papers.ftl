# Papers: their names, the list on a dossier, and the page where anybody checks one.
paper-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
paper-supplement = Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
paper-rejection = Phiếu từ chối tiếp nhận, giải quyết hồ sơ
paper-outcome = Kết quả giải quyết
paper-control = Phiếu kiểm soát quá trình giải quyết hồ sơ

papers-title = Giấy tờ cơ quan đã lập
papers-size = PDF, { $pages } trang, { $kb } kB
papers-pending = PDF
papers-failed = Chưa lập được giấy này. Cơ quan đã được báo; ông/bà mở lại trang sau.
papers-control = Lập phiếu kiểm soát

standing-in-force = Còn hiệu lực
standing-appointment-moved = Ngày hẹn trên giấy đã thay đổi
standing-fulfilled = Đã thực hiện xong
standing-superseded = Đã có giấy mới thay thế
standing-ended = Hồ sơ đã rút hoặc đã dừng

app-paper-incomplete = Chưa lập được giấy vì thiếu { $missing }. Sau khi bổ sung, hệ thống tự lập lại.
paper-missing-agency-name = tên cơ quan (người quản trị bổ sung)
paper-missing-agency-place = địa danh của cơ quan (người quản trị bổ sung)
paper-missing-owner-name = tên chủ hồ sơ (bộ phận tiếp nhận bổ sung)
paper-missing-officer-name = tên người xử lý (người quản trị bổ sung)
paper-missing-reason = lý do (người xử lý hồ sơ bổ sung)
paper-missing-code = mã hồ sơ (bộ phận tiếp nhận bổ sung)
paper-missing-number = số của văn bản (văn thư bổ sung)
paper-missing-signer = người ký (lãnh đạo phê duyệt lại)
paper-missing-signer-title = chức vụ người ký (người quản trị bổ sung)

check-title = Kiểm tra giấy tờ
check-lead = Giấy do hệ thống này lập có mã QR và mã kiểm tra in ở cuối giấy. Nhập mã để biết giấy có thật và còn hiệu lực không.
check-code = Mã kiểm tra
check-code-hint = In cạnh mã QR, ví dụ H57-7F3A-K2M9-QXYZ
check-button = Kiểm tra
check-unknown = Không có giấy nào mang mã này.
check-unknown-what = Ông/bà xem lại từng chữ của mã trên giấy rồi nhập lại. Nếu mã đúng như in mà vẫn không thấy, giấy đó không do hệ thống này lập: hãy hỏi cơ quan ghi trên giấy.
check-found = Hệ thống này đã lập giấy mang mã { $code }.
check-kind = Loại giấy
check-dossier = Mã hồ sơ
check-no-code = Chưa có
check-agency = Cơ quan lập
check-at = Lập lúc
check-pages = Số trang
check-hash = Mã băm SHA-256 của tệp
check-no-signature = Một mã đúng có thể bị in lên giấy khác. Vì vậy ông/bà so loại giấy, mã hồ sơ, cơ quan và ngày giờ ở trên với giấy đang cầm; nếu có tệp PDF, hãy đối chiếu tệp ở dưới. Giấy chưa có chữ ký số.
check-compare = Đối chiếu tệp
check-file = Tệp PDF ông/bà đang có
check-file-hint = Chọn tệp để biết có đúng từng chữ như bản gốc không. Tệp chỉ được so rồi bỏ, không lưu lại; tối đa 1 MB.
check-compare-button = Đối chiếu
check-compared = Kết quả đối chiếu
check-same = Tệp ông/bà chọn đúng là tệp gốc, không bị sửa.
check-other = Tệp ông/bà chọn không phải tệp gốc: đó là tệp khác, hoặc đã bị sửa. Hãy tải lại giấy từ nơi nộp hồ sơ.
check-other-hash = Mã băm của tệp vừa chọn: { $hash }
check-nothing = Chưa có tệp nào được chọn. Ông/bà chọn tệp PDF rồi bấm Đối chiếu.
