# One sentence for each "no" of a rule: what is the matter, and what to do next. Key = code with dots as dashes.

## Names and identifiers
person-name-empty = Chưa có họ tên. Ông/bà nhập họ, chữ đệm và tên như trong giấy tờ.
person-name-too-long = Họ tên dài { $length } ký tự, quá { $limit }. Ông/bà kiểm tra xem có nhập nhầm phần khác vào đây không.
person-name-digit = Trong họ tên có chữ số “{ $character }”. Ông/bà xóa chữ số này đi.
person-name-sign = Trong họ tên có ký hiệu “{ $character }”. Ông/bà chỉ dùng chữ cái, dấu cách, dấu gạch nối và dấu nháy.
personal-id-malformed = Số định danh cá nhân phải đủ 12 chữ số, đang có { $length }. Ông/bà xem số trên thẻ căn cước và nhập lại.
personal-id-birth-year-differs = Năm sinh trong số định danh không khớp với ngày sinh đã khai. Ông/bà xem lại cả hai; nếu đều đúng thì cứ tiếp tục, cán bộ sẽ kiểm tra.
personal-id-sex-differs = Giới tính trong số định danh không khớp với giới tính đã khai. Ông/bà xem lại cả hai; nếu đều đúng thì cứ tiếp tục, cán bộ sẽ kiểm tra.
personal-id-birth-in-future = Năm sinh này chưa tới. Ông/bà xem lại số định danh và ngày sinh.
personal-id-unknown-prefix = Ba số đầu của số định danh chưa có trong danh mục nơi đăng ký. Ông/bà xem lại số; nếu đúng như trên thẻ thì cứ tiếp tục.
organisation-code-malformed = Mã số thuế hoặc mã số doanh nghiệp gồm 10 chữ số, đơn vị phụ thuộc thêm 3 chữ số. Ông/bà xem lại và nhập đủ.
organisation-code-check-digit = Mã số này sai một chữ số nào đó. Ông/bà so lại từng số với giấy đăng ký.
agency-code-malformed = “{ $input }” không phải mã cơ quan. Anh/chị nhập theo dạng H46.12.3, hoặc chọn cơ quan trong danh sách.
agency-code-too-long = Mã cơ quan dài { $length } ký tự, quá mức cho phép. Anh/chị xem lại và bỏ phần thừa.
dossier-code-malformed = “{ $input }” không phải mã hồ sơ. Ông/bà nhập đúng như trên giấy hẹn, ví dụ H46.12-260213-0001.
dossier-code-agency = Phần đầu của mã hồ sơ “{ $input }” không phải mã cơ quan. Ông/bà nhập lại đúng như trên giấy hẹn.
dossier-code-no-such-day = Phần ngày trong mã hồ sơ “{ $input }” không có trên lịch. Ông/bà nhập lại đúng như trên giấy hẹn.
dossier-code-serial-too-large = Số thứ tự { $serial } của mã hồ sơ quá lớn. Ông/bà nhập lại đúng như trên giấy hẹn.
procedure-code-malformed = Mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193. Ông/bà nhập lại, hoặc tìm theo tên.

## Dates
partial-date-malformed = Chưa đọc được “{ $input }” là ngày nào. Ông/bà nhập ngày/tháng/năm, ví dụ 28/02/1990; không nhớ ngày thì nhập tháng/năm hoặc chỉ năm.
partial-date-no-such-month = “{ $input }” có tháng không có trên lịch. Ông/bà nhập tháng từ 1 đến 12.
partial-date-no-such-day = Không có ngày “{ $input }” trên lịch. Ông/bà xem lại ngày và tháng.
partial-date-day-without-month = “{ $input }” có ngày mà không có tháng. Ông/bà nhập thêm tháng, hoặc chỉ nhập năm.
partial-date-out-of-range = Năm trong “{ $input }” nằm ngoài khoảng nhận được. Ông/bà nhập đủ bốn chữ số của năm và xem lại.
lunar-out-of-range = Lịch âm chỉ tính được từ năm 1900 đến 2100; “{ $input }” nằm ngoài. Ông/bà chọn ngày khác.
lunar-no-such-day = Không có ngày âm lịch “{ $input }”. Ông/bà xem lại ngày, tháng và tháng nhuận.

## Working calendar
calendar-table = Bảng ngày nghỉ hoặc giờ làm việc có lỗi: { $reason }. Người quản trị cần sửa bảng rồi nạp lại.
calendar-empty-limit = Thời hạn bằng không thì không tính được ngày hẹn. Người quản trị cần sửa thời hạn của thủ tục.
calendar-cutoff = Giờ chốt { $hour } không phải một giờ trong ngày. Người quản trị cần nhập từ 0 đến 23.
calendar-too-far = Ngày hẹn rơi xa hơn { $days } ngày, có lẽ thời hạn bị gõ nhầm. Anh/chị xem lại con số.
calendar-out-of-range = Lịch làm việc chưa có cho ngày { $on }. Anh/chị chọn ngày khác, hoặc báo người quản trị nạp lịch.
calendar-no-hours = Cơ quan chưa khai giờ làm việc cho ngày { $on }. Báo người quản trị bổ sung bảng giờ.
calendar-resumed-before-pause = Đồng hồ được chạy lại trước lúc dừng, nên chưa ghi. Anh/chị xem lại thời điểm rồi làm lại.

## Dossiers
dossier-wrong-stage = Hồ sơ đang ở bước “{ $stage }” nên chưa thể { $action }. Anh/chị mở lại hồ sơ để xem việc đang chờ ai.
dossier-reason-missing = Cần ghi lý do bằng lời để người dân hiểu. Anh/chị viết một hai câu rồi gửi lại.
dossier-nothing-asked = Chưa chọn giấy tờ hay mục nào cần bổ sung. Anh/chị chọn ít nhất một mục.
dossier-second-supplement = Hồ sơ đã được yêu cầu bổ sung một lần. Lần nữa phải do lãnh đạo gửi; anh/chị trình lãnh đạo.
dossier-ground-missing = Chưa ghi căn cứ cho “{ $item }”. Anh/chị ghi văn bản và điều, ví dụ Luật Hộ tịch 60/2014/QH13 Điều 64.
dossier-example-missing = Chưa có ví dụ cho “{ $item }”. Anh/chị ghi một ví dụ để người dân biết thế nào là đúng.
dossier-override-unexplained = Nhà nước đã có giấy tờ ở mục “{ $item }”. Anh/chị bỏ mục này, hoặc ghi lý do vẫn yêu cầu.
dossier-rejection-ungrounded = Từ chối phải có căn cứ. Anh/chị ghi văn bản và điều, ví dụ Nghị định 118/2025/NĐ-CP.
dossier-signer-is-drafter = Người dự thảo không được tự ký. Anh/chị chuyển cho người có thẩm quyền khác ký.
dossier-clerk-is-signer = Người ký không được tự vào sổ, đóng dấu. Anh/chị chuyển cho văn thư khác.
dossier-withdrawal-pending = Người dân đang xin rút hồ sơ. Hãy trả lời đồng ý hay không trước, rồi mới làm việc khác.
dossier-no-withdrawal = Không có yêu cầu rút nào đang chờ trả lời. Anh/chị mở lại hồ sơ để xem tình trạng mới.
dossier-draft-changed = Dự thảo đã thay đổi sau khi anh/chị mở xem, nên chưa ký. Anh/chị mở lại, đọc bản mới rồi quyết định.
dossier-draft-empty = Dự thảo kết quả còn trống. Anh/chị soạn nội dung trước khi trình hoặc ký.
dossier-place-missing = Văn bản phải có chỗ { $place } đúng một lần: số, ngày và người ký được điền vào đó khi ký và cho số. Anh/chị đặt lại chỗ này, hoặc mở lại dự thảo từ mẫu.
dossier-text-below-signer = Dưới tên người ký không ghi thêm gì. Anh/chị đưa phần đó lên trên chức vụ người ký.
dossier-outcome-differs = Nội dung văn bản không khớp với kết quả đã chọn: văn bản từ chối phải ghi rõ “từ chối giải quyết”, văn bản đồng ý thì không. Anh/chị chọn lại kết quả, hoặc mở lại dự thảo từ mẫu.
dossier-answer-incomplete = Mục “{ $item }” chưa được bổ sung. Anh/chị trả lời đủ mọi mục rồi gửi một lần.
dossier-extended-already = Hồ sơ đã được hẹn lại một lần, không hẹn lại nữa. Hãy giải quyết ngay hoặc báo lãnh đạo.
dossier-extension-too-early = Ngày hẹn mới phải sau ngày hẹn cũ ({ $due }). Anh/chị chọn ngày muộn hơn.
dossier-wrong-sum = Số tiền nộp { $paid } khác số phải nộp { $owed }. Anh/chị đối chiếu biên lai rồi nhập lại.
dossier-nothing-owed = Hồ sơ này không còn khoản nào phải nộp. Anh/chị không cần làm gì thêm.
dossier-not-a-wait = “{ $cause }” không phải lý do chờ chọn được ở đây. Anh/chị dùng đúng việc: yêu cầu bổ sung, yêu cầu nộp phí, hoặc dừng xử lý.
dossier-wait-mismatch = Việc chờ đã được ghi, hoặc đã hết. Anh/chị mở lại hồ sơ để xem tình trạng mới.
dossier-unknown-status = Cổng quốc gia gửi về trạng thái lạ ({ $code }). Người vận hành cần đối chiếu bảng trạng thái.
dossier-values-awaited = Còn thông tin đang chờ cơ sở dữ liệu của Nhà nước trả lời ({ $registers }). Hệ thống tự hỏi lại; anh/chị chờ đối chiếu xong rồi trình hoặc duyệt.
dossier-value-contradicted = Có thông tin khác với cơ sở dữ liệu ({ $registers }). Anh/chị hỏi lại người nộp bằng yêu cầu bổ sung, hoặc chấp nhận giá trị kèm căn cứ.
dossier-nothing-contradicted = Không có cơ sở dữ liệu nào nói khác về thông tin này. Anh/chị tải lại trang để xem kết quả mới nhất.
dossier-no-verification = Thủ tục này không có thời hạn xác minh riêng, hoặc đã dùng rồi. Anh/chị dùng “Ghi việc chờ” nếu đang đợi nơi khác.
dossier-clock-went-back = Giờ của máy chủ chạy lùi so với lần ghi trước, nên chưa ghi. Anh/chị thử lại; nếu vẫn vậy, báo người vận hành.
dossier-no-parameter = Chưa có tham số “{ $name }” cho ngày { $on }. Người quản trị cần bổ sung kèm căn cứ.

## Who may
access-not-signed-in = Ông/bà cần đăng nhập để làm việc này. Đăng nhập xong sẽ quay lại đúng trang đang xem.
access-not-permitted = Vị trí công tác của anh/chị không có quyền { $deed } ở cơ quan này. Hãy chuyển cho người phụ trách, hoặc nhờ quản trị xem lại phân công.
access-level-two-needed = Việc này cần tài khoản định danh mức độ 2. Ông/bà đăng nhập lại bằng mức độ 2; nếu chưa có, đến công an xã, phường để được cấp.

dossier-nothing-to-pay = Số tiền phải nộp lớn hơn 0. Anh/chị nhập lại số tiền.
dossier-text-too-long = Có mục dài quá { $limit } ký tự. Hãy viết ngắn lại rồi gửi; phần dài thì gửi thành tệp kèm theo.
dossier-receiver-missing = Chưa ghi ai đã nhận kết quả. Anh/chị ghi họ tên người nhận và cách trả.
dossier-asked-twice = Mục “{ $item }” được yêu cầu hai lần. Anh/chị gộp lại thành một.

app-draft-in-bin = Tờ khai này đang ở trong thùng rác. Ông/bà mở trang Hồ sơ của tôi, bấm “Lấy lại” rồi khai tiếp.
app-draft-open = Ông/bà đang có một tờ khai khác của thủ tục này. Làm xong hoặc bỏ tờ đó trước, rồi lấy lại tờ này.

app-message-empty = Chưa có nội dung. Hãy viết điều cần hỏi rồi gửi.
app-message-too-long = Nội dung dài quá { $limit } ký tự. Hãy viết ngắn lại, hoặc gửi làm hai lần.
app-messages-many = Hôm nay đã gửi { $limit } tin cho hồ sơ này. Hãy chờ cơ quan trả lời, hoặc gửi tiếp vào ngày mai.
app-rating-not-yet = Đánh giá được khi đã nhận kết quả. Ông/bà quay lại sau khi nhận.
app-rating-score = Hãy chọn một mức từ “Rất tốt” đến “Rất kém”.
app-rating-closed = Đã quá 15 ngày nên không sửa đánh giá được nữa. Ông/bà có thể gửi phản ánh cho cơ quan.
