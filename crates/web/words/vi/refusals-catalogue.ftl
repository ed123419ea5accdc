# Sentences for the catalogue (for administrators) and for the answers of a form (for everybody).

## Answers of a form, beside the field
form-required = Anh/chị chưa điền ô này. Điền vào rồi đi tiếp.
form-required-choice = Anh/chị chưa chọn. Chọn một câu trả lời.
form-required-tick = Anh/chị cần đánh dấu vào ô này để đi tiếp.
form-too-long = Câu trả lời dài quá { $limit } ký tự. Anh/chị viết gọn lại.
form-name-malformed = Họ tên chỉ gồm chữ cái và dấu cách. Anh/chị nhập như trong giấy tờ.
form-personal-id-malformed = Số định danh cá nhân gồm đúng 12 chữ số. Anh/chị xem trên thẻ căn cước và nhập lại.
form-commune-malformed = Chưa nhận ra xã, phường này. Anh/chị chọn trong danh sách.
form-phone-malformed = Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng số 0. Anh/chị nhập lại, ví dụ 0912 345 678.
form-email-malformed = Địa chỉ thư điện tử chưa đúng. Anh/chị nhập lại, ví dụ ten@example.com.
form-not-an-option = Câu trả lời này không có trong danh sách. Anh/chị chọn lại.
form-not-a-number = Ô này cần một số. Anh/chị chỉ nhập chữ số, ví dụ 2.
form-not-a-text = Chưa đọc được câu trả lời. Anh/chị nhập lại bằng chữ.
form-not-a-tick = Chưa đọc được ô đánh dấu. Anh/chị bỏ dấu rồi đánh lại.
form-number-too-small = Số này phải từ { $min } trở lên. Anh/chị nhập lại.
form-number-too-large = Số này không được quá { $max }. Anh/chị nhập lại.
form-date-malformed = Chưa đọc được “{ $input }” là ngày nào. Anh/chị nhập ngày/tháng/năm, ví dụ 28/02/1990.
form-date-not-real = Không có ngày “{ $input }” trên lịch. Anh/chị xem lại ngày và tháng.
form-date-incomplete = “{ $input }” còn thiếu ngày hoặc tháng. Anh/chị nhập đủ, ví dụ 28/02/1990.
form-date-out-of-range = Năm trong “{ $input }” nằm ngoài khoảng nhận được. Anh/chị nhập đủ bốn chữ số của năm và xem lại.
form-invalid = Câu trả lời chưa hợp lệ. Anh/chị xem gợi ý bên cạnh và nhập lại.
form-rule = Các câu trả lời chưa khớp nhau. Anh/chị xem lại những ô có liên quan.
form-rule-unclear = Chưa kiểm tra được ô này cùng các ô khác. Anh/chị xem lại; nếu đúng rồi, báo cho bộ phận một cửa.
form-unknown-field = Biểu mẫu này không có ô đó nữa. Anh/chị mở lại tờ khai và điền tiếp; phần đã lưu vẫn còn.
form-unknown-page = Tờ khai không có trang này. Anh/chị mở lại tờ khai từ trang đầu; phần đã lưu vẫn còn.
form-too-large = Tờ khai dài quá { $limit } ký tự. Anh/chị viết gọn lại những câu trả lời dài.
form-read-only-field = Ô này do cơ sở dữ liệu trả lời nên không sửa ở đây được. Nếu sai, anh/chị cứ nộp và ghi rõ; cán bộ sẽ xem.

## The catalogue
catalogue-unreadable = Tệp thủ tục không đúng định dạng: { $reason }. Người quản trị sửa tệp rồi nạp lại.
catalogue-not-compiled = Thủ tục { $code } có điều kiện không chạy được ở { $place }: { $reason }. Người quản trị sửa rồi kiểm tra lại.
catalogue-has-errors = Bản { $revision } của thủ tục { $code } còn lỗi: { $finding }. Người quản trị sửa hết lỗi rồi công bố.
catalogue-overlapping-revisions = Hai bản { $first } và { $second } của thủ tục { $code } cùng có hiệu lực một ngày. Người quản trị đặt lại ngày hiệu lực.
catalogue-not-in-force = Thủ tục { $code } chưa có bản nào có hiệu lực vào ngày { $on }. Anh/chị chọn ngày khác, hoặc đến bộ phận một cửa.
catalogue-channel-closed = Thủ tục { $code } không nhận hồ sơ theo cách này ({ $channel }). Anh/chị chọn cách nộp khác.
catalogue-no-price = Chưa có mức phí cho cách nộp này ({ $channel }) vào ngày { $on }. Anh/chị chọn cách nộp khác; người quản trị cần bổ sung mức phí { $fee }.
catalogue-no-fee-count = Chưa biết số lượng để tính phí. Anh/chị điền ô số lượng rồi đi tiếp.
catalogue-fee-unclear = Chưa tính được phí từ các câu trả lời. Anh/chị xem lại tờ khai; nếu vẫn vậy, hỏi bộ phận một cửa.
catalogue-unknown-placeholder = Mẫu kết quả gọi tên “{ $placeholder }” không có. Người quản trị sửa mẫu.
catalogue-broken-template = Mẫu kết quả mở ngoặc ở vị trí { $at } mà không đóng. Người quản trị sửa mẫu.
